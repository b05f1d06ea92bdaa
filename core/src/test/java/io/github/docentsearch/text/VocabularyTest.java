package io.github.docentsearch.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final long SEED = 11;

    private static Vocabulary random(Random random, List<String> pieces) {
        for (int i = 0; i < 400; i++) {
            StringBuilder piece = new StringBuilder(random.nextBoolean() ? "##" : "");
            int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 40 : 5);
            for (int k = 0; k < length; k++) {
                piece.append((char) (random.nextInt(30) == 0 ? 0x4E00 + random.nextInt(3) : 'a' + random.nextInt(3)));
            }
            pieces.add(piece.toString());
        }
        return Vocabulary.of(pieces);
    }

    private static byte[] written(Vocabulary vocabulary) {
        ByteSink out = new ByteSink();
        vocabulary.write(out);
        return out.toByteArray();
    }

    @Test
    void findsTheSameLongestPieceAsAScanOfAll() {
        Random random = new Random(SEED);
        List<String> pieces = new ArrayList<>();
        Vocabulary vocabulary = random(random, pieces);
        for (int i = 0; i < 2000; i++) {
            StringBuilder word = new StringBuilder();
            for (int k = random.nextInt(9); k >= 0; k--) {
                word.append((char) ('a' + random.nextInt(3)));
            }
            for (String mark : new String[] {"", "##"}) {
                String best = "";
                for (String piece : pieces) {
                    boolean fits = (mark + word).startsWith(piece) && piece.startsWith("##") == mark.equals("##");
                    best = fits && piece.length() > best.length() ? piece : best;
                }
                byte[] utf8 = Utf8.encode(word.toString());
                int found = vocabulary.longestPrefix(utf8, 0, utf8.length, mark.equals("##"));
                assertEquals(best, found < 0 ? "" : vocabulary.piece(found), "seed " + SEED + ", word " + word);
            }
        }
    }

    @Test
    void readsWhatItWrote() {
        Vocabulary vocabulary = random(new Random(SEED), new ArrayList<>());
        byte[] bytes = written(vocabulary);
        Vocabulary read = Vocabulary.read(HeapRegion.of(bytes));
        assertEquals(vocabulary.size(), read.size());
        for (int ordinal = 0; ordinal < read.size(); ordinal++) {
            assertEquals(vocabulary.piece(ordinal), read.piece(ordinal));
        }
    }

    @Test
    void numbersWordsBeforeContinuationsAndBothByTheirBytes() {
        Vocabulary vocabulary =
                Vocabulary.of(List.of("##a", "b", "##", "a", "\u00E9", "##\uD83D\uDE00", "##\uFF21", "b"));
        List<String> pieces = new ArrayList<>();
        for (int ordinal = 0; ordinal < vocabulary.size(); ordinal++) {
            pieces.add(vocabulary.piece(ordinal));
        }
        assertEquals(List.of("##", "a", "b", "\u00E9", "##a", "##\uFF21", "##\uD83D\uDE00"), pieces);
        assertEquals(2, vocabulary.find("b"));
        assertEquals(-1, vocabulary.find("c"));
        assertEquals(-1, vocabulary.find(""));
    }

    @Test
    void refusesEveryDamageOrReadsAVocabulary() {
        Random random = new Random(SEED);
        byte[] sound = written(random(random, new ArrayList<>()));
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = sound.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                Vocabulary.read(HeapRegion.of(damaged)).find("abc");
            } catch (MalformedIndexException e) {
                refused++;
            }
        }
        assertTrue(refused > 500, "only " + refused + " refused");
        for (int length = 0; length < sound.length; length++) {
            HeapRegion cut = HeapRegion.of(sound).slice(0, length);
            assertThrows(MalformedIndexException.class, () -> Vocabulary.read(cut));
        }
    }
}
