package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.docentsearch.indexer.IndexerOptions;
import io.github.docentsearch.indexer.IndexingLog;
import io.github.docentsearch.indexer.SiteIndexer;
import io.github.docentsearch.it.Reader;
import io.github.docentsearch.it.StaticHost;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two small sites, built apart and then moved below one host: what their pages' addresses look like does not matter. */
class PlacesIT {
    @TempDir
    static Path folder;

    private static Reader reader;
    private static StaticHost host;
    private static StaticHost prettyHost;

    @BeforeAll
    static void buildAndMove() throws Exception {
        Path harbour = build("harbour", "anchor");
        Path farm = build("farm", "plough");
        Path root = Files.createDirectories(folder.resolve("host/a b/docs"));
        Files.move(harbour, root.resolve("harbour"));
        Files.move(farm, root.resolve("farm"));
        host = StaticHost.serve(folder.resolve("host"));
        prettyHost = StaticHost.servePretty(folder.resolve("host"));
        reader = new Reader();
    }

    @AfterAll
    static void close() {
        reader.close();
        host.close();
        prettyHost.close();
    }

    private static Path build(String name, String thing) throws Exception {
        Path site = folder.resolve("built").resolve(name);
        page(site, "index.html", "", "Welcome", "All about the " + name + ".");
        page(site, "guide/tools.html", "", "Tools", "How to use the " + thing + " well.");
        page(site, "guide/care/index.html", "", "Care", "How to oil the " + thing + ".");
        page(site, "guide/api-index.html", "", "Names", "All capstans by name.");
        page(site, "deep/er/up.html", "<base href='../../'>", "Upwards", "The " + thing + " of old.");
        page(site, "deep/er/down.html", "<base href='../../guide/care/'>", "Downwards", "Another " + thing + ".");
        page(site, "deep/fixed.html", "<base href='/a%20b/docs/" + name + "/'>", "Fixed", "One more " + thing + ".");
        SiteIndexer.index(
                IndexerOptions.forSite(site)
                        .queryEncoder(IndexerOptions.QueryEncoder.NONE)
                        .build(),
                IndexingLog.SILENT);
        return site;
    }

    private static void page(Path site, String path, String head, String title, String text) throws Exception {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>" + title + "</title>" + head
                        + "</head><body><main><h1>" + title + "</h1><p>" + text + "</p></main></body></html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "",
                "guide/tools.html",
                "guide/care/",
                "guide/care/index.html?from=mail#top",
                "deep/er/up.html",
                "deep/er/down.html",
                "deep/fixed.html"
            })
    void everyAddressOfAPageFindsItsOwnSitesSearch(String address) {
        assertLeadsToTheCarePage(host, address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "index", "guide/tools", "guide/care", "guide/care/", "deep/er/up", "deep/fixed"})
    void aHostThatHidesExtensionsChangesNothing(String address) {
        assertLeadsToTheCarePage(prettyHost, address);
    }

    /** By its folder's address where that of the page before shows that the host knows folders, else by its file's. */
    private static void assertLeadsToTheCarePage(StaticHost host, String address) {
        Page page = reader.freshPage(BoxTest.DESK);
        page.navigate(host.url("a%20b/docs/harbour/" + address));
        boolean knowsFolders = URI.create(page.url()).getPath().endsWith("/");
        String care = host.url("a%20b/docs/harbour/guide/care/") + (knowsFolders ? "" : "index.html");
        BoxPage box = new BoxPage(page).open().ask("oil the anchor");
        assertThat(box.options().first()).containsText("Care");
        box.press("Enter");
        page.waitForURL(url -> url.split("[?#]")[0].equals(care));
        assertThat(page.locator("h1")).hasText("Care");
    }

    /** Only a file that is called just {@code index.html} is its folder's page. */
    @Test
    void aPageWhoseNameEndsLikeAFoldersPageKeepsItsName() {
        Page page = reader.freshPage(BoxTest.DESK);
        page.navigate(prettyHost.url("a%20b/docs/harbour/guide/care/"));
        BoxPage box = new BoxPage(page).open().ask("capstans");
        assertThat(box.options().first()).containsText("Names");
        // as hosts do that hide extensions: the words are left for one name of the page and sought under another
        page.route(
                "**/api-index.html",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(301)
                        .setHeaders(Map.of("Location", route.request().url().replace(".html", "")))));
        box.press("Enter");
        page.waitForURL(prettyHost.url("a%20b/docs/harbour/guide/api-index"));
        assertThat(page.locator("h1")).hasText("Names");
        page.waitForFunction("() => CSS.highlights.get('docent-match')?.size > 0");
    }

    @Test
    void severalSitesOfOneHostDoNotDisturbEachOther() {
        Page page = reader.freshPage(BoxTest.DESK);
        for (int visit = 0; visit < 2; visit++) {
            page.navigate(host.url("a%20b/docs/harbour/index.html"));
            assertEquals(List.of(), hits(page, "plough"));
            assertEquals(5, hits(page, "anchor").size());
            page.navigate(host.url("a%20b/docs/farm/index.html"));
            assertEquals(List.of(), hits(page, "anchor"));
            assertEquals(5, hits(page, "plough").size());
        }
    }

    private static List<?> hits(Page page, String word) {
        return (List<?>) page.evaluate("""
                async word => {
                  const {openSearch} = await import(new URL('search/docent.js', location.href).href);
                  const search = await openSearch({base: './search/'});
                  const {hits} = await search.query(word, {mode: 'keyword'});
                  search.close();
                  return hits.map(({url}) => url);
                }""", word);
    }
}
