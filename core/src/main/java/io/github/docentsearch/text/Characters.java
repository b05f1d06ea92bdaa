package io.github.docentsearch.text;

/**
 * What a character is to a keyword search. Decided by ranges of Unicode blocks instead of the platform's tables: these would
 * weigh more than the whole analyser, and may be of different Unicode versions at build time and in the browser.
 */
final class Characters {
    /** White space, controls, quotation marks, brackets, punctuation: what separates words. */
    static final int SEPARATOR = 0;

    /** Letters and digits. */
    static final int WORD = 1;

    /** Signs that operators are made of, and that stick to names: {@code @ - + # $}. */
    static final int SIGN = 2;

    /** Scripts written without spaces, searched by pairs of characters: Chinese, Japanese, Korean, Thai. */
    static final int IDEOGRAPH = 3;

    private static final String ASCII_SIGNS = "!#$%&*+-./:<=>?@\\^_|~";

    /** Lengths of the runs of characters of one class from U+0080 on; {@code CharactersTest} has them as ranges. */
    static final String RUNS =
            "\u002a\u0001\u0002\u0001\u0007\u0001\u0004\u0001\u0005\u0017\u0001\u001f\u0001\u0286\u0001\u01de"
                    + "\u0001\u002b\u0001\u0082\u0001\u000e\u0001\u0003\u0001\u00b4\u0001\u028f\u0002\u049a\u0100\u0780"
                    + "\u0001\u018d\u0001\u07f1\u000b\u0003\u0002\u0002\u004e\u0001\u000f\u0030\u0060\u0090\u0a70\u0200"
                    + "\u0080\u0160\u0025\u0001\u0001\u0001\u0039\u005f\u0001\u005a\u0001\u0094\u0010\u0020\u0030\u0010"
                    + "\u0200\u19c0\u0001\u570f\u0730\u2c00\u003c\u0003\u0001\u0049\u0777\u1900\u0200\u0310\u0060\u008d"
                    + "\u0013\n\u0007\u001a\u0006\u001a\u000b\u0077\u0023";

    /** Class of each run, as a digit. */
    static final String CLASSES =
            "01010101010101010101010101010131010101020101010103030303030303030303131013103101010101030";

    private Characters() {}

    /** One of {@link #SEPARATOR}, {@link #WORD}, {@link #SIGN}, {@link #IDEOGRAPH}. */
    static int classOf(char c) {
        if (c < 0x80) {
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                return WORD;
            }
            return c > ' ' && ASCII_SIGNS.indexOf(c) >= 0 ? SIGN : SEPARATOR;
        }
        int run = 0;
        for (int end = 0x80 + RUNS.charAt(0); c >= end; end += RUNS.charAt(run)) {
            run++;
        }
        return CLASSES.charAt(run) - '0';
    }

    /** Whether {@code c} is an ASCII digit. */
    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
