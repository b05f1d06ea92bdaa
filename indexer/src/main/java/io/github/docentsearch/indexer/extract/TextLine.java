package io.github.docentsearch.indexer.extract;

import java.util.Arrays;

/**
 * Collects the text of one block: white space collapses, what nobody can see is dropped, code is remembered.
 *
 * <p>White space is held back until a visible character follows, so a block never starts or ends with any. Scratch: one
 * line serves a whole page, {@link #clear} between blocks.
 */
final class TextLine {
    /** What follows so many ASCII characters without a space is no word: encoded data, minified code. */
    private static final int MAX_RUN = 400;

    private final StringBuilder text = new StringBuilder();
    private int run;
    private int[] codeRanges = new int[16];
    private int codeRangeCount;
    private int codeStart = -1;
    private boolean inCode;
    private String gap = "";

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Adds characters as running text: every run of white space is one space. */
    void append(String added) {
        append(added, false);
    }

    /** Adds characters as they stand in a listing: a run of white space with a line feed in it is one line feed. */
    void appendPreformatted(String added) {
        append(added, true);
    }

    /** What follows is apart from what was: by a space, unless something wider is due. */
    void space() {
        widenGap(" ");
    }

    /** What follows stands in the next cell of a row. */
    void cell() {
        widenGap(" | ");
    }

    void lineBreak() {
        widenGap("\n");
    }

    void startCode() {
        inCode = true;
    }

    void endCode() {
        inCode = false;
        closeCodeRange();
    }

    String text() {
        return text.toString();
    }

    /** Starts and ends of the code in {@link #text}. */
    int[] codeRanges() {
        if (codeStart >= 0) {
            closeCodeRange();
        }
        return Arrays.copyOf(codeRanges, codeRangeCount);
    }

    void clear() {
        text.setLength(0);
        run = 0;
        codeRangeCount = 0;
        codeStart = -1;
        gap = "";
    }

    /** A single line of running text. */
    static String collapse(String raw) {
        TextLine line = new TextLine();
        line.append(raw);
        return line.text();
    }

    private void append(String added, boolean keepLines) {
        for (int i = 0; i < added.length(); i++) {
            char c = added.charAt(i);
            if (isSpace(c)) {
                run = 0;
                widenGap(keepLines && c == '\n' ? "\n" : " ");
            } else if (isVisible(added, i)) {
                run = c < 128 ? run + 1 : 0;
                if (run > MAX_RUN) {
                    continue;
                }
                if (!gap.isEmpty()) {
                    text.append(gap);
                    gap = "";
                }
                if (inCode && codeStart < 0) {
                    codeStart = text.length();
                }
                text.append(c);
            }
        }
    }

    private void widenGap(String wider) {
        if (!text.isEmpty() && (gap.isEmpty() || gap.equals(" "))) {
            gap = wider;
        }
    }

    private void closeCodeRange() {
        if (codeStart < 0) {
            return;
        }
        if (codeRangeCount > 0 && codeRanges[codeRangeCount - 1] == codeStart) {
            codeRanges[codeRangeCount - 1] = text.length();
        } else {
            if (codeRangeCount == codeRanges.length) {
                codeRanges = Arrays.copyOf(codeRanges, 2 * codeRangeCount);
            }
            codeRanges[codeRangeCount++] = codeStart;
            codeRanges[codeRangeCount++] = text.length();
        }
        codeStart = -1;
    }

    private static boolean isSpace(char c) {
        return c <= ' ' && c != 0 && (c == ' ' || c >= '\t' && c <= '\r')
                || c == '\u00A0'
                || c == '\u1680'
                || c >= '\u2000' && c <= '\u200A'
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u202F'
                || c == '\u205F'
                || c == '\u3000'
                || c == '\u0085';
    }

    /**
     * Whether a character may stand in the index: not control characters, soft hyphens and zero-width breaks, which would
     * split words that look whole; not the overrides of direction, with which a page could disguise a result; not half
     * of a surrogate pair, which no encoding can write.
     */
    private static boolean isVisible(String s, int i) {
        char c = s.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(s.charAt(i - 1));
        }
        return c > ' '
                && !(c >= '\u007F' && c < '\u00A0')
                && c != '\u00AD'
                && c != '\u200B'
                && c != '\u200E'
                && c != '\u200F'
                && c != '\u061C'
                && !(c >= '\u202A' && c <= '\u202E')
                && !(c >= '\u2060' && c <= '\u206F')
                && c != '\uFEFF'
                && c != '\uFFFD'
                && c < '\uFFFE';
    }
}
