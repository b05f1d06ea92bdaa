package io.github.docentsearch.text;

/**
 * The terms of a text in reading order, each with the piece of text it stands for. Filled by {@link TermAnalyzer}; made
 * once and used again.
 */
public final class TermList {
    /** A word on its own, or one segment of a dotted name: {@code doSomething} of {@code MyClass.doSomething()}. */
    public static final int WORD = 0;

    /** A word of a hyphenated compound: {@code lease} of {@code --force-with-lease}. */
    public static final int PIECE = 1;

    /** A word inside an identifier: {@code config} of {@code SQLITE_CONFIG_URI}, {@code do} of {@code doSomething}. */
    public static final int PART = 2;

    /** A compound as a whole, its separators left out: {@code myclassdosomething}. */
    public static final int WHOLE = 3;

    /** A word with the signs that belong to it ({@code c++}, {@code @mojo}, {@code --force}), or an operator. */
    public static final int SYMBOL = 4;

    private String[] terms = new String[32];
    private int[] kinds = new int[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int[] positions = new int[32];
    private int size;

    /** Number of terms. */
    public int size() {
        return size;
    }

    /** The term: lower-case, normalised, at most {@link TermAnalyzer#MAX_TERM_LENGTH} characters. */
    public String term(int index) {
        return terms[index];
    }

    /** What the term is: {@link #WORD} and the other constants here. */
    public int kind(int index) {
        return kinds[index];
    }

    /** Where the term's piece of text begins, in characters of the analysed text. */
    public int start(int index) {
        return starts[index];
    }

    /** Where the term's piece of text ends, exclusive. */
    public int end(int index) {
        return ends[index];
    }

    /**
     * Number of the word in the text. The words of a compound are numbered one after another; the compound as a whole and
     * the parts of an identifier share the number of their first word.
     */
    public int position(int index) {
        return positions[index];
    }

    void clear() {
        size = 0;
    }

    /** Adds a term, unless folding made it longer than any may be, or left nothing of it. */
    void add(String term, int kind, int start, int end, int position) {
        if (term.isEmpty() || term.length() > TermAnalyzer.MAX_TERM_LENGTH) {
            return;
        }
        if (size == terms.length) {
            grow();
        }
        terms[size] = term;
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        positions[size] = position;
        size++;
    }

    private void grow() {
        int capacity = size * 2;
        String[] moreTerms = new String[capacity];
        System.arraycopy(terms, 0, moreTerms, 0, size);
        terms = moreTerms;
        kinds = grown(kinds, capacity);
        starts = grown(starts, capacity);
        ends = grown(ends, capacity);
        positions = grown(positions, capacity);
    }

    private static int[] grown(int[] values, int capacity) {
        int[] more = new int[capacity];
        System.arraycopy(values, 0, more, 0, values.length);
        return more;
    }
}
