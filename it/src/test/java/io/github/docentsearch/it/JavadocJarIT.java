package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A folder of HTML that Maven did not make: a javadoc jar of Maven Central, indexed without a POM. */
class JavadocJarIT {
    private static Path site;
    private static MavenRun build;

    @BeforeAll
    static void index() throws Exception {
        site = Sites.javadoc();
        build = MavenRun.generateSearch(site).succeeded();
    }

    @Test
    void aQuestionInOrdinaryWordsFindsTheType() throws Exception {
        try (StaticHost host = StaticHost.serve(site);
                Reader reader = new Reader()) {
            Page page = reader.freshPage();
            page.navigate(host.url("index.html"));

            List<Asking.Hit> hits = Asking.module(
                    page, host.url(""), "several checks went wrong, report all of them together", "hybrid");

            assertTrue(
                    hits.stream().limit(3).anyMatch(hit -> hit.url().contains("MultipleFailuresError")),
                    hits.toString());
            assertEquals(List.of(), reader.addressesElsewhere());
        }
    }

    @Test
    void aMemberIsFoundByItsNameAndTheHitLeadsToIt() throws Exception {
        try (StaticHost host = StaticHost.serve(site);
                Reader reader = new Reader()) {
            Page page = reader.freshPage();
            page.navigate(host.url("index.html"));

            List<Asking.Hit> hits = Asking.module(page, host.url(""), "isExpectedDefined", "hybrid");

            assertTrue(
                    hits.get(0)
                            .url()
                            .toLowerCase(Locale.ROOT)
                            .endsWith("assertionfailederror.html#isexpecteddefined()"),
                    hits.toString());
        }
    }

    @Test
    void listsAndIndexesOfJavadocAreNotPages() {
        assertTrue(build.output().lines().anyMatch(line -> line.contains(" pages and ")), build.output());
    }
}
