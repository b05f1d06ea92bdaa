package io.github.docentsearch.text;

/**
 * Unicode's normal forms (UAX #15), letter case and classes of characters; a seam between the platforms, as the tables are
 * large and both sides have them.
 *
 * <p>The JDK's tables may be some years older than the browser's. Almost all characters stay what they are from one Unicode
 * version to the next, so both differ on little but the characters that were new in between. Callers keep a fast path for ASCII, which every form leaves
 * as it is.
 */
public interface Unicode {
    /** Letters, digits, symbols, enclosing and spacing marks, and what Unicode has not assigned. */
    int OTHER = 0;

    /** Non-spacing marks, controls, format characters, private use, surrogates, and U+FFFD. */
    int INVISIBLE = 1;

    /** Punctuation of every kind. */
    int PUNCTUATION = 2;

    /** White space. */
    int SPACE = 3;

    /** Canonical decomposition (NFD). */
    String decompose(String text);

    /** Compatibility decomposition, then canonical composition (NFKC). */
    String compose(String text);

    /** The small letter of a capital, any other character as it is; {@code c} is at least U+0080. */
    int toLowerCase(int c);

    /** One of {@link #OTHER}, {@link #INVISIBLE}, {@link #PUNCTUATION}, {@link #SPACE}; {@code c} is at least U+0080. */
    int classOf(int c);
}
