package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plain {@code mvn site} on a user's project gives the site a search. */
class MavenSiteIT {
    private static Path project;
    private static Path site;
    private static MavenRun build;

    @BeforeAll
    static void build() throws Exception {
        project = Sites.project("maven-site");
        site = project.resolve("target/site");
        build = MavenRun.in(project, "site").succeeded();
    }

    @Test
    void theLogSaysWhatWasIndexedAndWhatToOpen() {
        assertTrue(build.output().contains("3 pages and "), build.output());
        assertTrue(build.output().contains("Open " + site.resolve("index.html").toUri()), build.output());
    }

    @Test
    void everyFileOfTheSearchIsThere() {
        for (String name : List.of(
                "search-index.bin",
                "query-model.bin",
                "docent.wasm",
                "docent-engine.js",
                "docent.js",
                "docent-search.js",
                "docent.d.ts",
                "manifest.json")) {
            assertTrue(Files.isRegularFile(site.resolve("search").resolve(name)), name);
        }
    }

    @Test
    void theReadersOwnWordsFindTheRightSectionFromAnyPage() throws Exception {
        try (StaticHost host = StaticHost.serve(site);
                Reader reader = new Reader()) {
            Page page = reader.freshPage();
            page.navigate(host.url("guide/restoring.html"));

            assertEquals(
                    "guide/restoring.html#A_whole_machine",
                    Asking.module(page, host.url(""), "how do I get everything back after a hardware crash", "hybrid")
                            .get(0)
                            .url());
            assertEquals(
                    "schedules.html#Retention",
                    Asking.module(page, host.url(""), "--retain-days", "hybrid")
                            .get(0)
                            .url());
            assertEquals(List.of(), reader.addressesElsewhere());
        }
    }

    @Test
    void aSecondBuildOfflineWritesTheSameBytes() throws Exception {
        Map<String, String> first = Snapshot.of(site);

        MavenRun.in(project, "-o", "site").succeeded();

        assertEquals(first, Snapshot.of(site));
    }

    @Test
    void anotherRunOverTheFinishedSiteChangesNothing() throws Exception {
        Map<String, String> first = Snapshot.of(site);

        MavenRun.in(project, "docent:generate-search").succeeded();

        assertEquals(first, Snapshot.of(site));
    }
}
