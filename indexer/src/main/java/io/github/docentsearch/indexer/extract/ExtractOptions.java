package io.github.docentsearch.indexer.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user knows of the site's HTML.
 *
 * @param contentSelector CSS selector of a page's main content, or {@code null} to recognise it
 * @param excludeSelectors CSS selectors of elements that are not text
 */
public record ExtractOptions(@Nullable String contentSelector, List<String> excludeSelectors) {
    /** Everything is recognised. */
    public static final ExtractOptions DEFAULT = new ExtractOptions(null, List.of());

    public ExtractOptions {
        excludeSelectors = List.copyOf(excludeSelectors);
    }
}
