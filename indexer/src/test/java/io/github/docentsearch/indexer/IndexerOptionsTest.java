package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.docentsearch.indexer.IndexerOptions.Budgets;
import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.indexer.IndexerOptions.SearchBox;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexerOptionsTest {
    private final IndexerOptions.Builder builder = IndexerOptions.forSite(Path.of("site"));

    @Test
    void aBudgetForRecallNeedsASearchByMeaning() {
        builder.queryEncoder(QueryEncoder.NONE).budgets(new Budgets(0, 0, 0, 0.9));

        assertEquals(
                "<budgets.minRecall>: recall is measured of a search by meaning, and <queryEncoder> is none",
                assertThrows(IndexingException.class, builder::build).getMessage());
    }

    @Test
    void aPlaceForTheBoxThatIsNoSelectorIsRefused() throws IndexingException {
        for (String placement : List.of("auto", "floating", "none", "header nav > .slot")) {
            builder.searchBox(new SearchBox(true, placement, List.of(), null)).build();
        }
        builder.searchBox(new SearchBox(true, "###", List.of(), null));

        assertEquals(
                "<searchBox.placement>: '###' is not a CSS selector (String must not be empty)",
                assertThrows(IndexingException.class, builder::build).getMessage());
    }

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
