package io.github.docentsearch.search;

import java.util.List;

/**
 * A chunk that answers a query.
 *
 * @param chunk its ordinal
 * @param url of its page, relative to the site's root, with its anchor
 * @param pageTitle the page's title
 * @param title the chunk's own heading; the page's title if it has none
 * @param breadcrumbs from the site's top down to the chunk's heading
 * @param excerpt the passage to show
 * @param score higher is better; from 0 to about 4, comparable within one answer only
 * @param via one of {@link #EXACT}, {@link #KEYWORD}, {@link #MEANING}
 * @param filters names and values in turn
 * @param older versions of the site in which the page stands as well, older than its own, the newest first
 */
public record Hit(
        int chunk,
        String url,
        String pageTitle,
        String title,
        List<String> breadcrumbs,
        List<Segment> excerpt,
        float score,
        String via,
        List<String> filters,
        List<String> older) {

    /** The query is the title, or an identifier that this chunk documents. */
    public static final String EXACT = "exact";

    /** Words of the query stand in the chunk. */
    public static final String KEYWORD = "keyword";

    /** Near in meaning, though no word of the query need stand in it. */
    public static final String MEANING = "meaning";

    /**
     * A run of an excerpt.
     *
     * @param text plain text
     * @param match whether it matches the query
     * @param code whether it is code
     */
    public record Segment(String text, boolean match, boolean code) {}
}
