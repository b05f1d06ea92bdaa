package io.github.docentsearch.search;

import java.util.List;

/**
 * A question to the index.
 *
 * @param text the reader's words; {@link io.github.docentsearch.lexical.QueryParser#MAX_LENGTH} chars of it count
 * @param limit most hits to answer, from 1 to {@link #MAX_LIMIT}
 * @param mode one of {@link #HYBRID}, {@link #KEYWORD}, {@link #SEMANTIC}
 * @param filters names and values in turn; values of one name are alternatives, several names must all hold
 */
public record Query(String text, int limit, int mode, List<String> filters) {
    public static final int HYBRID = 0;
    public static final int KEYWORD = 1;
    public static final int SEMANTIC = 2;

    public static final int MAX_LIMIT = 1_000;

    public Query {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + ": use 1 to " + MAX_LIMIT);
        }
        if (mode < HYBRID || mode > SEMANTIC) {
            throw new IllegalArgumentException("mode is " + mode + ": use 0 to 2");
        }
        if (filters.size() % 2 != 0) {
            throw new IllegalArgumentException("A filter has a name but no value");
        }
    }

    /** Ten hits by keywords and by meaning, from all pages. */
    public static Query of(String text) {
        return new Query(text, 10, HYBRID, List.of());
    }
}
