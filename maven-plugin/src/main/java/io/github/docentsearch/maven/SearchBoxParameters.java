package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.SearchBox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The element {@code <searchBox>}. */
public final class SearchBoxParameters {
    private boolean inject = SearchBox.DEFAULT.inject();
    private String placement = SearchBox.DEFAULT.placement();
    private List<String> shortcuts = SearchBox.DEFAULT.shortcuts();
    private @Nullable String locale;

    SearchBox toOptions() {
        return new SearchBox(inject, placement, shortcuts, locale);
    }
}
