package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.FilterRule;

/** One element of {@code <filters>}. */
public final class FilterParameters {
    private String pages = "";
    private String name = "";
    private String value = "";

    FilterRule toOptions() {
        return new FilterRule(pages, name, value);
    }
}
