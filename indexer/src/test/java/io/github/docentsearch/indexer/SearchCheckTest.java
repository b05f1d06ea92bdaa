package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.indexer.IndexerOptions.SearchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages whose names are encoded in URLs. */
class SearchCheckTest {
    @TempDir
    static Path site;

    private static LocalSearch search;

    @BeforeAll
    static void indexSite() throws IOException, IndexingException {
        page("Getting Started.html", "Unpacking", "alpha");
        page("größe.html", "Größe", "beta");
        page("100%25.html", "Percent", "gamma");
        page("c#.html", "Sharp", "delta");
        SiteIndexer.index(
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build(), IndexingLog.SILENT);
        search = LocalSearch.open(site.resolve("search"));
    }

    @Test
    void aPageIsNamedAsItsFileOrAsItsUrl() {
        for (String[] test : new String[][] {
            {"unpacking", "Getting Started.html"},
            {"unpacking", "Getting%20Started.html"},
            {"alpha", "Getting Started.html#the höhe"},
            {"alpha", "Getting%20Started.html#the%20h%C3%B6he"},
            {"beta", "größe.html"},
            {"beta", "gr%C3%B6%C3%9Fe.html#the höhe"},
            {"beta", "gr%c3%b6%c3%9fe.html"},
            {"gamma", "100%25.html"},
            {"gamma", "100%2525.html"},
            {"delta", "c#.html"},
            {"delta", "c%23.html#the höhe"}
        }) {
            assertDoesNotThrow(() -> check(test[0], test[1]), test[1]);
        }
    }

    @Test
    void anotherPageOrAnchorIsNotTheOneNamed() {
        for (String[] test : new String[][] {
            {"alpha", "Getting"},
            {"alpha", "Getting Started.html#other"},
            {"beta", "grosse.html"},
            {"gamma", "100%.html#no"},
            {"delta", "c"}
        }) {
            IndexingException failure = assertThrows(IndexingException.class, () -> check(test[0], test[1]), test[1]);
            assertTrue(failure.getMessage().contains("it is not found"), failure.getMessage());
        }
    }

    private static void check(String query, String page) throws IndexingException {
        new SearchCheck().tests(List.of(new SearchTest(query, page, 3)), search).orThrow();
    }

    private static void page(String name, String title, String word) throws IOException {
        Files.writeString(
                site.resolve(name),
                "<title>%1$s</title><main><h1>%1$s</h1><p>It tells.<h2 id='the höhe'>More</h2><p>Of %2$s.</main>"
                        .formatted(title, word));
    }
}
