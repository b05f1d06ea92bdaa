package io.github.docentsearch.indexer.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the script tag in the pages says to the search box.
 *
 * @param placement {@code auto}, {@code floating}, {@code none} or a CSS selector, as the box understands it
 * @param shortcuts keys that open it, such as {@code mod+k}; empty for none
 * @param locale BCP 47 tag of its strings; {@code null} follows each page's {@code lang}
 */
public record BoxOptions(
        String placement, List<String> shortcuts, @Nullable String locale) {
    static final List<String> USUAL_SHORTCUTS = List.of("mod+k", "/");

    public static final BoxOptions DEFAULT = new BoxOptions("auto", USUAL_SHORTCUTS, null);

    public BoxOptions {
        shortcuts = List.copyOf(shortcuts);
    }
}
