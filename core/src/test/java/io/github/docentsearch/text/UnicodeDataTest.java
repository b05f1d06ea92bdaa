package io.github.docentsearch.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** The tables against those of a JDK of the same Unicode version, character by character. */
class UnicodeDataTest {
    private static final int END = 0x110000;

    @Test
    void everyCharacterHasTheClassThatTheJdkGivesIt() {
        assumeTrue(Runtime.version().feature() == 17, "only JDK 17 has Unicode 13");
        for (int c = 0x80; c < END; c++) {
            assertEquals(classOf(c), UnicodeData.classOf(c), "U+" + Integer.toHexString(c));
        }
    }

    @Test
    void everyCharacterHasTheSmallLetterThatTheJdkGivesIt() {
        assumeTrue(Runtime.version().feature() == 17, "only JDK 17 has Unicode 13");
        for (int c = 0x80; c < END; c++) {
            assertEquals(Character.toLowerCase(c), UnicodeData.toLowerCase(c), "U+" + Integer.toHexString(c));
        }
    }

    @Test
    void theTablesAreMadeLikeThis() {
        assumeTrue(Runtime.version().feature() == 17, "only JDK 17 has Unicode 13");
        assertEquals(classes(), UnicodeData.CLASSES);
        assertEquals(capitals(), UnicodeData.CAPITALS);
    }

    @Test
    void lettersOfAnyVersionAreKnown() {
        assertEquals('ä', UnicodeData.toLowerCase('Ä'));
        assertEquals('ß', UnicodeData.toLowerCase('ß'));
        assertEquals('ж', UnicodeData.toLowerCase('Ж'));
        assertEquals(0x10428, UnicodeData.toLowerCase(0x10400));
        assertEquals(UnicodeData.PUNCTUATION, UnicodeData.classOf('„'));
        assertEquals(UnicodeData.INVISIBLE, UnicodeData.classOf('\u00AD'));
        assertEquals(UnicodeData.OTHER, UnicodeData.classOf('€'));
    }

    private static String classes() {
        StringBuilder out = new StringBuilder();
        int end = 0x80;
        int c = 0x80;
        while (c < END) {
            int kind = classOf(c);
            int next = c + 1;
            while (next < END && classOf(next) == kind) {
                next++;
            }
            if (kind != UnicodeData.OTHER) {
                put(c - end, out);
                put((next - c) * 2 + kind - 1, out);
                end = next;
            }
            c = next;
        }
        return out.toString();
    }

    private static String capitals() {
        StringBuilder out = new StringBuilder();
        int end = 0x80;
        int c = 0x80;
        while (c < END) {
            int distance = Character.toLowerCase(c) - c;
            if (distance == 0) {
                c++;
                continue;
            }
            int everyOne = capitalRun(c, 1, distance);
            int everySecond = capitalRun(c, 2, distance);
            int step = everySecond > everyOne ? 2 : 1;
            int length = Math.max(everyOne, everySecond);
            put(c - end, out);
            put(length * 2 + step - 1, out);
            put(distance < 0 ? -2 * distance - 1 : 2 * distance, out);
            end = c + (length - 1) * step + 1;
            c = end;
        }
        return out.toString();
    }

    private static int capitalRun(int first, int step, int distance) {
        int length = 1;
        for (int c = first + step; c < END && Character.toLowerCase(c) == c + distance; c += step) {
            if (step == 2 && Character.toLowerCase(c - 1) != c - 1) {
                break;
            }
            length++;
        }
        return length;
    }

    private static void put(int value, StringBuilder out) {
        int rest = value;
        while (rest >= 32) {
            out.append((char) (35 + 32 + (rest & 31)));
            rest >>>= 5;
        }
        out.append((char) (35 + rest));
    }

    private static int classOf(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE -> UnicodeData.INVISIBLE;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> UnicodeData.PUNCTUATION;
            default -> c == 0xFFFD ? UnicodeData.INVISIBLE : UnicodeData.OTHER;
        };
    }
}
