package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTableTest {
    @TempDir
    private Path site;

    @BeforeEach
    void indexSite() throws IOException, IndexingException {
        Files.writeString(
                site.resolve("bell.html"), "<title>The bell</title><main><h1>The bell</h1><p>Strike it in fog.</main>");
        SiteIndexer.index(
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build(), IndexingLog.SILENT);
    }

    @Test
    void theAnswerOfASiteIsATable() throws IndexingException {
        List<String> lines = AnswerTable.of(site, "search", "fog", 1, true);

        assertEquals("1 of 1 sections for \"fog\" (by words alone)", lines.get(0));
        assertTrue(lines.get(2).contains("bell.html"), lines.get(2));
        assertTrue(lines.contains("Only words count."));
    }

    @Test
    void damageIsToldWithTheWayOutWhereverItIs() throws IOException, IndexingException {
        Path index = site.resolve("search/search-index.bin");
        byte[] whole = Files.readAllBytes(index);
        int tried = 0;
        int found = 0;
        for (int i = 0; i < whole.length; i += 7) {
            tried++;
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(index, damaged);
            try {
                AnswerTable.of(site, "search", "fog", 1, true);
            } catch (IndexingException e) {
                assertEquals(IndexingException.Kind.SITE, e.kind());
                assertTrue(e.getMessage().endsWith(". Run docent:generate-search again."), e.getMessage());
                found++;
            }
        }
        assertTrue(found > tried / 2, found + " of " + tried);
    }

    @Test
    void aLimitOutOfRangeNamesTheParameter() {
        IndexingException e =
                assertThrows(IndexingException.class, () -> AnswerTable.of(site, "search", "fog", 0, false));

        assertEquals("<limit>: 0 is not between 1 and 1000", e.getMessage());
        assertEquals(IndexingException.Kind.CONFIGURATION, e.kind());
    }
}
