package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.SearchBox;
import io.github.docentsearch.indexer.IndexingException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The element {@code <searchBox>}. */
public final class SearchBoxParameters {
    private boolean inject = SearchBox.DEFAULT.inject();
    private String placement = SearchBox.DEFAULT.placement();
    private List<String> shortcuts = SearchBox.DEFAULT.shortcuts();
    private @Nullable String locale;

    SearchBox toOptions(CommandLine line) throws IndexingException {
        String keys = line.text("searchBox.shortcuts", null);
        return new SearchBox(
                line.flag("searchBox.inject", inject),
                Objects.requireNonNull(line.text("searchBox.placement", placement)),
                keys == null ? shortcuts : List.of(keys.split(",")),
                line.text("searchBox.locale", locale));
    }
}
