package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.SearchTest;
import org.jspecify.annotations.Nullable;

/** One element of {@code <searchTests>}. */
public final class SearchTestParameters {
    private String query = "";
    private @Nullable String page;
    private int within = 3;

    SearchTest toOptions() {
        return new SearchTest(query, page, within);
    }
}
