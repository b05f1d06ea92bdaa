package io.github.docentsearch.indexer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A site of hostile names, links and pages, built on a real disk and read in Chromium under Trusted Types. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such names")
class HostileSiteTest {
    private static final String TRUSTED_TYPES = "require-trusted-types-for 'script'";

    @TempDir
    static Path directory;

    private static Path site;
    private static Path outside;
    private static IndexReport report;
    private static SiteServer server;
    private static Chromium chromium;

    @BeforeAll
    static void buildTheSite() throws Exception {
        site = Files.createDirectories(directory.resolve("site"));
        outside = HostileSite.write(site);
        report = SiteIndexer.index(
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build(), IndexingLog.SILENT);
        server = new SiteServer(site).securityPolicy(TRUSTED_TYPES);
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @Test
    void everyPageIsFoundUnderAUrlThatLeadsToItsFile() throws Exception {
        LocalSearch search = LocalSearch.open(site.resolve("search"));
        for (int i = 0; i < HostileSite.NAMES.size(); i++) {
            List<Hit> hits = search.answer(Query.of(HostileSite.needle(i))).hits();
            assertFalse(hits.isEmpty(), HostileSite.NAMES.get(i));
            for (Hit hit : hits) {
                URI url = server.base().resolve(hit.url());
                assertEquals(server.base().getAuthority(), url.getAuthority(), hit.url());
                assertEquals("/" + HostileSite.NAMES.get(i), url.getPath());
                assertEquals(null, url.getQuery(), hit.url());
            }
        }
    }

    @Test
    void nothingOutsideTheSiteIsReadOrWritten() throws Exception {
        assertEquals(
                List.of(),
                LocalSearch.open(site.resolve("search"))
                        .answer(Query.of("outsideword"))
                        .hits());
        try (var files = Files.walk(outside)) {
            assertEquals(2, files.count());
        }
        assertEquals(
                "<title>Secret</title><main><p>outsideword</main>", Files.readString(outside.resolve("secret.html")));
        assertTrue(Files.isSymbolicLink(site.resolve("secret.html")));
        assertTrue(Files.readString(site.resolve("100%.html")).contains("docent-search.js"));
        assertFalse(Files.exists(site.resolve(".100%.html.docent-new"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void everyLinkIsToldOfInTheReport() {
        List<String> told = report.skipped().stream()
                .map(skipped -> skipped.path() + " " + skipped.reason())
                .toList();
        for (String line : List.of(
                "loop is a link to another place of the site",
                "a;b=c/up is a link to another place of the site",
                "out is a link out of the site",
                "secret.html is a link out of the site")) {
            assertTrue(told.contains(line), line + " is not in " + told);
        }
    }

    @Test
    void aPageWhoseCharsetLiesIsReadAsABrowserReadsIt() throws Exception {
        LocalSearch search = LocalSearch.open(site.resolve("search"));
        assertEquals("Liar ü", search.answer(Query.of("liarword")).hits().get(0).pageTitle());
    }

    @Test
    void noScriptOfThePagesRunsInTheBoxAndItsResultsLeadToThePages() throws IOException {
        try (BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            List<String> violations = violations(page);
            // The hostile pages run their own scripts, which are theirs: so the box is watched on one that has none.
            Files.writeString(
                    site.resolve("calm.html"),
                    "<!DOCTYPE html><title>Calm</title><script src=search/docent-search.js defer></script>");
            for (int i = 0; i < HostileSite.NAMES.size(); i++) {
                page.navigate(server.base().resolve("calm.html").toString());
                page.waitForFunction("() => customElements.get('docent-search')");
                page.keyboard().press("Control+k");
                page.keyboard().type(HostileSite.needle(i));
                assertThat(page.locator("docent-search-dialog [role=option] mark")
                                .first())
                        .isVisible();
                assertEquals(null, page.evaluate("() => window.hacked"), HostileSite.NAMES.get(i));
                page.keyboard().press("Enter");
                page.waitForURL(url -> !url.endsWith("calm.html"));
                assertThat(page.locator("h1")).containsText(HostileSite.needle(i));
            }
            assertEquals(List.of(), violations);
        }
    }

    @Test
    void noScriptOfThePagesRunsInTheReportOrInTheListOfAllPages() {
        try (BrowserContext reader = chromium.newReader()) {
            for (String name : List.of("search/report.html", "search/index.html")) {
                Page page = reader.newPage();
                List<String> violations = violations(page);
                page.navigate(server.base().resolve(name).toString());
                page.waitForFunction("() => document.readyState === 'complete'");
                assertTrue(page.content().contains("onerror=window.hacked"), name + " shows no title");
                for (int i = 0; i < HostileSite.NAMES.size() && name.endsWith("index.html"); i++) {
                    assertThat(page.getByText(HostileSite.needle(i)).first()).isAttached();
                }
                Object links = page.evaluate(
                        "() => [...document.links].filter(a => a.protocol !== 'http:' || a.host !== location.host)"
                                + ".map(a => a.href)");
                assertEquals(List.of(), links, name);
                assertEquals(0, page.evaluate("() => document.querySelectorAll('img[onerror]').length"), name);
                assertEquals(null, page.evaluate("() => window.hacked"), name);
                assertEquals(List.of(), violations, name);
            }
        }
    }

    /** What the page complains of, but for one thing: a worker, which under Trusted Types the engine does without. */
    private static List<String> violations(Page page) {
        List<String> violations = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !message.text().contains("TrustedScriptURL")
                    && !message.text().contains("404")) {
                violations.add(message.text());
            }
        });
        page.onDialog(dialog -> {
            violations.add(dialog.message());
            dialog.dismiss();
        });
        return violations;
    }
}
