package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Facet;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three versions of a site below one root. */
class SiteOfVersionsTest {
    @TempDir
    static Path site;

    private static LocalSearch search;

    @BeforeAll
    static void indexSite() throws IOException, IndexingException {
        for (String version : List.of("1.9", "1.10", "2.0")) {
            page(version, "index.html", "Handbook", "Welcome aboard, sailor.");
            page(version, "anchor.html", "The anchor", "Drop the anchor slowly.");
        }
        page("1.9", "sextant.html", "The sextant", "Take the height of the sun.");
        page("1.10", "sextant.html", "The sextant", "Take the height of the sun at noon.");
        page("1.10", "bell.html", "The bell", "Strike the bell when there is fog.");
        page("2.0", "signals.html", "Signals", "The bell is struck when there is fog.");
        IndexerOptions options =
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build();
        SiteIndexer.index(options, IndexingLog.SILENT);
        search = LocalSearch.open(site.resolve("search"));
    }

    @Test
    void theOlderVersionsOfAPageFoldUnderTheNewest() {
        Answer answer = ask("anchor slowly");

        assertEquals(List.of("2.0/anchor.html"), urls(answer));
        assertEquals(List.of("1.10", "1.9"), answer.hits().get(0).older());
    }

    @Test
    void allVersionsAreCountedNewestFirst() {
        assertEquals(
                List.of(
                        new Facet("kind", "guide", 3),
                        new Facet("version", "2.0", 1),
                        new Facet("version", "1.10", 1),
                        new Facet("version", "1.9", 1)),
                ask("anchor").facets());
    }

    @Test
    void theFilterAsksForAnOlderVersion() {
        assertEquals(List.of("1.9/anchor.html"), urls(ask("anchor", "version", "1.9")));
    }

    @Test
    void aPageThatTheNewestVersionHasNotIsFoundInTheLastThatHasIt() {
        Answer answer = ask("height sun");

        assertEquals(List.of("1.10/sextant.html"), urls(answer));
        assertEquals(List.of("1.9"), answer.hits().get(0).older());
    }

    @Test
    void amongEqualsTheNewestVersionComesFirst() {
        assertEquals(List.of("2.0/signals.html", "1.10/bell.html"), urls(ask("fog")));
    }

    @Test
    void anExplanationTakesTheScoreApart() {
        List<String> lines = AnswerTable.explanation(search, Query.of("fog"));

        assertEquals("Only words count.", lines.get(1));
        assertEquals("  1. 1.000 = 1.000 by words", lines.get(2));
        assertTrue(lines.get(4).endsWith(" for an older version"), lines.get(4));
    }

    private static Answer ask(String text, String... filters) {
        return search.answer(new Query(text, 10, Query.HYBRID, List.of(filters)));
    }

    private static List<String> urls(Answer answer) {
        return answer.hits().stream().map(Hit::url).toList();
    }

    private static void page(String version, String name, String title, String text) throws IOException {
        Path folder = Files.createDirectories(site.resolve(version));
        Files.writeString(
                folder.resolve(name),
                "<html lang='en'><title>" + title + "</title><main><h1>" + title + "</h1><p>" + text + "</p></main>");
    }
}
