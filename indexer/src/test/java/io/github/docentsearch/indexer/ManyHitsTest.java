package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Query;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers with more hits than a reader looks at, for programs that list all. */
class ManyHitsTest {
    @TempDir
    private Path site;

    @Test
    void thereAreAsManyHitsAsAskedFor() throws Exception {
        byte[] index = Files.readAllBytes(LargeSite.publish(site, 1).resolve("search/search-index.bin"));
        LocalSearch search = new LocalSearch(index, null);
        for (int limit : new int[] {10, 100, 200}) {
            Answer answer = search.answer(new Query("inrelease1", limit, Query.HYBRID, List.of()));
            assertEquals(limit, answer.hits().size());
        }
    }
}
