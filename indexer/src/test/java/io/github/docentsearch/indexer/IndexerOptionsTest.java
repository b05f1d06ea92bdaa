package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexerOptionsTest {
    private final IndexerOptions.Builder builder = IndexerOptions.forSite(Path.of("site"));

    @Test
    void withoutIncludesEveryHtmlFileIsRead() throws IndexingException {
        assertEquals(List.of(), builder.build().includes());
    }

    @Test
    void emptyElementsOfAListCountForNothing() throws IndexingException {
        List<String> withEmptyOnes = Arrays.asList(null, " ", " a ", "");
        IndexerOptions options = builder.includes(withEmptyOnes)
                .excludes(withEmptyOnes)
                .excludeSelectors(withEmptyOnes)
                .build();

        assertEquals(List.of("a"), options.includes());
        assertEquals(List.of("a"), options.excludes());
        assertEquals(List.of("a"), options.excludeSelectors());
    }
}
