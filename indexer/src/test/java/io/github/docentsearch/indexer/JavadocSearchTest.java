package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types and members of a recorded page of Javadoc, by every name under which programs write them. */
class JavadocSearchTest {
    @TempDir
    static Path site;

    private static LocalSearch search;

    @BeforeAll
    static void indexSite() throws IOException, IndexingException {
        Path folder = Files.createDirectories(site.resolve("org/lantern"));
        Files.copy(Path.of("src/test/resources/pages/javadoc-17-class.html"), folder.resolve("Lantern.html"));
        Files.copy(Path.of("src/test/resources/pages/javadoc-17-package.html"), folder.resolve("package-summary.html"));
        Files.writeString(
                site.resolve("guide.html"),
                "<title>Guide</title><main><h1>Guide</h1><p>Call light on a Lantern of org.lantern to light it.</p></main>");
        Files.writeString(
                site.resolve("factory.html"),
                "<title>Factory</title><main><h1>Factory</h1><h2 id='lantern'>Factory.lantern()</h2>"
                        + "<p>A lantern is a lantern: gives a lantern to who has no lantern.</p></main>");
        SiteIndexer.index(
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build(), IndexingLog.SILENT);
        search = LocalSearch.open(site.resolve("search"));
    }

    @Test
    void aTypeIsFoundByItsNameWithAndWithoutItsPackage() {
        assertExact("org/lantern/Lantern.html", "Lantern");
        assertExact("org/lantern/Lantern.html", "org.lantern.Lantern");
        assertExact("org/lantern/Lantern.html", "lantern");
    }

    @Test
    void aTypeComesBeforeMembersOfItsNameOnOtherPages() {
        assertExact("org/lantern/Lantern.html", "lantern");
        assertTrue(search.answer(Query.of("lantern")).hits().stream()
                .anyMatch(hit ->
                        hit.url().equals("factory.html#lantern") && hit.via().equals(Hit.EXACT)));
    }

    @Test
    void aMemberIsFoundHoweverItIsWritten() {
        for (String name : new String[] {
            "Lantern.light",
            "Lantern#light",
            "Lantern::light",
            "Lantern.light(int)",
            "org.lantern.Lantern#light",
            "org.lantern.Lantern.light",
            "org.lantern.Lantern#light(int)"
        }) {
            assertExact("org/lantern/Lantern.html#light(int)", name);
        }
        assertExact("org/lantern/Lantern.html#BRIGHT", "Lantern.BRIGHT");
    }

    @Test
    void aHitShowsPackageSignatureAndFirstSentence() {
        Hit hit = search.answer(Query.of("Lantern.light")).hits().get(0);

        assertEquals("org.lantern > Lantern > Lantern.light(int)", String.join(" > ", hit.breadcrumbs()));
        assertEquals(
                "public boolean light(int minutes) Lights it.",
                hit.excerpt().stream()
                        .map(Hit.Segment::text)
                        .collect(Collectors.joining())
                        .replaceAll("\\s+", " ")
                        .substring(0, 44));
    }

    private static void assertExact(String url, String query) {
        Hit first = search.answer(Query.of(query)).hits().get(0);

        assertEquals(url + " exact", first.url() + " " + first.via(), query);
    }
}
