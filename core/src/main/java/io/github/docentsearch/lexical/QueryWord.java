package io.github.docentsearch.lexical;

/**
 * A term that a query asks for.
 *
 * @param term as {@link io.github.docentsearch.text.TermAnalyzer} gives it
 * @param role {@link #MAIN}, {@link #ASIDE} or {@link #EXCLUDED}
 * @param weight what its score is multiplied by, above 0
 * @param required whether only chunks that have it are hits
 * @param prefix whether it may be the beginning of a word that is still being typed
 * @param whole for an aside: ordinal of the main word that it is a part of, or -1
 */
public record QueryWord(String term, int role, float weight, boolean required, boolean prefix, int whole) {
    /** A word of the query. */
    public static final int MAIN = 0;

    /** Another reading of a word of the query: adds to the score, but is not missed where it is not found. */
    public static final int ASIDE = 1;

    /** A word that no hit may have. */
    public static final int EXCLUDED = 2;
}
