package io.github.docentsearch.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.text.Unicode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A browser's characters against those of the JDK, as far as both know them. */
class BrowserUnicodeTest {
    private static final int END = 0x110000;

    /** U+1171E and U+1734, vowel signs of Ahom and Hanunoo, ceased to be non-spacing marks in Unicode 14. */
    private static final Set<Integer> CHANGED = Set.of(0x1171E, 0x1734);

    @Test
    void charactersThatBothKnowAreTheSame() {
        Set<String> different = new TreeSet<>();
        int compared = 0;
        String[] runs = Node.run("unicode.mjs").split("\n");
        for (int i = 0; i < runs.length; i++) {
            int[] run = numbers(runs[i]);
            int end = i + 1 < runs.length ? numbers(runs[i + 1])[0] : END;
            for (int c = run[0]; c < end; c++) {
                if (run[3] == 1 && Character.isDefined(c) && !CHANGED.contains(c)) {
                    if (Character.toLowerCase(c) != c + run[1] || classOf(c) != run[2]) {
                        different.add(Integer.toHexString(c));
                    }
                    compared++;
                }
            }
        }
        assertEquals(Set.of(), different);
        assertTrue(compared > 140_000, compared + " characters");
    }

    private static int[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static int classOf(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE -> Unicode.INVISIBLE;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> Unicode.PUNCTUATION;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> Unicode.SPACE;
            default -> c == 0xFFFD ? Unicode.INVISIBLE : Unicode.OTHER;
        };
    }
}
