package io.github.docentsearch.text;

/**
 * English words that say how a sentence is built, not what it is about.
 *
 * <p>The keyword index keeps them only where they stand in titles and headings ("The with statement"), and a query looks
 * them up only if it has few other words.
 */
public final class StopWords {
    private static final String LIST =
            " a about am an and any are as at be been being but by can cannot could did do does doing"
                    + " dont for from had has have how i id if im in into is isnt it its ive just me my no not of on or our so some such"
                    + " than that the their them then there these they this those to too use used using via was way we were what when"
                    + " where which while who why will with without would you your ";

    private StopWords() {}

    /** Whether {@code term}, as {@link TermAnalyzer} gives it, is one of them. */
    public static boolean contains(String term) {
        return term.length() <= 7 && LIST.indexOf(" " + term + " ") >= 0;
    }
}
