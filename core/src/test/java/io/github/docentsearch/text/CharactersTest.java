package io.github.docentsearch.text;

import static io.github.docentsearch.text.Characters.IDEOGRAPH;
import static io.github.docentsearch.text.Characters.SEPARATOR;
import static io.github.docentsearch.text.Characters.SIGN;
import static io.github.docentsearch.text.Characters.WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The runs of characters against ranges of Unicode blocks. */
class CharactersTest {
    @Test
    void everyCharacterHasTheClassOfItsRange() {
        for (int c = 0x80; c < 0x10000; c++) {
            assertEquals(classOf((char) c), Characters.classOf((char) c), "U+" + Integer.toHexString(c));
        }
    }

    @Test
    void theRunsAreMadeLikeThis() {
        StringBuilder runs = new StringBuilder();
        StringBuilder classes = new StringBuilder();
        for (int c = 0x80; c < 0x10000; c++) {
            boolean begins = c == 0x80 || classOf((char) c) != classOf((char) (c - 1));
            if (begins) {
                runs.append('\0');
                classes.append(classOf((char) c));
            }
            int last = runs.length() - 1;
            runs.setCharAt(last, (char) (runs.charAt(last) + 1));
        }
        assertEquals(runs.toString(), Characters.RUNS);
        assertEquals(classes.toString(), Characters.CLASSES);
    }

    private static int classOf(char c) {
        if (c < 0x2000) {
            if (c < 0xC0) {
                return c == 0xAA || c == 0xB5 || c == 0xBA || c == 0xAD ? WORD : SEPARATOR;
            }
            if (c >= 0x0E00 && c <= 0x0EFF) {
                return IDEOGRAPH;
            }
            return c == 0xD7
                            || c == 0xF7
                            || c == 0x37E
                            || c == 0x55D
                            || c == 0x589
                            || c == 0x60C
                            || c == 0x61B
                            || c == 0x61F
                            || c == 0x6D4
                            || c == 0x964
                            || c == 0x965
                            || c == 0x1680
                            || c == 0x180E
                    ? SEPARATOR
                    : WORD;
        }
        if (c < 0x3041) {
            if (c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060) {
                return WORD;
            }
            if (c == 0x2010 || c == 0x2011) {
                return SIGN;
            }
            if (c >= 0x2C00 && c <= 0x2DFF) {
                return WORD;
            }
            if (c >= 0x2070 && c <= 0x209F || c >= 0x2100 && c <= 0x218F) {
                return WORD;
            }
            return c >= 0x2E80 && c <= 0x2FDF || c == 0x3005 || c == 0x3007 ? IDEOGRAPH : SEPARATOR;
        }
        if (c < 0xA4D0) {
            return c >= 0x3100 && c <= 0x318F
                            || c <= 0x30FF && c != 0x30FB && c != 0x30A0
                            || c >= 0x31A0 && c <= 0x31BF
                            || c >= 0x31F0 && c <= 0x31FF
                            || c >= 0x3400 && c != 0x4DC0
                    ? IDEOGRAPH
                    : SEPARATOR;
        }
        if (c >= 0xAC00 && c <= 0xD7FF) {
            return IDEOGRAPH;
        }
        if (c < 0xD800) {
            return WORD;
        }
        if (c < 0xE000) {
            // The halves of a pair: ideographs beyond the basic plane, other letters, or pictures (emoji and the like).
            return c >= 0xD840 && c <= 0xD888 ? IDEOGRAPH : c >= 0xD83C && c <= 0xD83E ? SEPARATOR : WORD;
        }
        if (c < 0xF900) {
            return SEPARATOR;
        }
        if (c <= 0xFAFF) {
            return IDEOGRAPH;
        }
        if (c < 0xFE00) {
            return WORD;
        }
        if (c >= 0xFF00) {
            return c >= 0xFF66 && c <= 0xFFDC
                    ? IDEOGRAPH
                    : c >= 0xFF10 && c <= 0xFF19 || c >= 0xFF21 && c <= 0xFF3A || c >= 0xFF41 && c <= 0xFF5A
                            ? WORD
                            : SEPARATOR;
        }
        return c <= 0xFE0F || c >= 0xFE70 && c <= 0xFEFC ? WORD : SEPARATOR;
    }
}
