package io.github.docentsearch.it.box;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.docentsearch.it.Reader;
import io.github.docentsearch.it.StaticHost;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What all tests of the box share: the handbook on a host, and a reader before it. */
abstract class BoxTest {
    static final Browser.NewContextOptions DESK =
            new Browser.NewContextOptions().setViewportSize(1200, 800).setLocale("en");
    static final Browser.NewContextOptions PHONE = new Browser.NewContextOptions()
            .setViewportSize(375, 667)
            .setHasTouch(true)
            .setIsMobile(true)
            .setLocale("en");

    static StaticHost host;
    static Reader reader;

    @BeforeAll
    static void openTheHandbook() throws IOException {
        host = StaticHost.serve(Handbook.site());
        reader = new Reader();
    }

    @AfterAll
    static void closeTheHandbook() {
        reader.close();
        host.close();
    }

    /** A page of the handbook before a reader who has never been here. */
    static BoxPage visit(String path) {
        return visit(path, DESK);
    }

    static BoxPage visit(String path, Browser.NewContextOptions options) {
        Page page = reader.freshPage(options);
        page.navigate(host.url(path));
        return new BoxPage(page);
    }

    /** The same, with further attributes on the tag of the box. */
    static BoxPage visitWith(String attributes, String path) {
        Page page = reader.freshPage(DESK);
        page.route("**/*.html*", route -> {
            String html = route.fetch().text();
            route.fulfill(new Route.FulfillOptions()
                    .setHeaders(Map.of("content-type", "text/html; charset=utf-8"))
                    .setBody(html.replace("data-docent-box=\"\"", "data-docent-box=\"\" " + attributes)));
        });
        page.navigate(host.url(path));
        return new BoxPage(page);
    }
}
