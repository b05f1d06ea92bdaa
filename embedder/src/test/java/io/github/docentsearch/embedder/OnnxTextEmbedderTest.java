package io.github.docentsearch.embedder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxTextEmbedderTest {
    private static final long SEED = 7;

    private static OnnxTextEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = new OnnxTextEmbedder(SentenceModel.bundled());
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    @Test
    void putsTextsOfOneMeaningNearEachOther() throws InterruptedException {
        float[] query = embedder.embedQuery("how do I stop a page from being indexed");
        float[][] documents = embedder.embedAll(
                List.of(
                        "Excluding pages from search: add a robots noindex tag to leave a page out.",
                        "The release notes of version 3 list new colours."),
                DocumentEmbedder.Progress.SILENT);
        assertEquals(384, query.length);
        assertEquals(1, dot(query, query), 1e-5);
        assertTrue(dot(query, documents[0]) > dot(query, documents[1]) + 0.2);
    }

    @Test
    void givesATextTheSameBitsWhateverIsEmbeddedWithIt() throws InterruptedException {
        Random random = new Random(SEED);
        List<String> words = SentenceModel.bundled().pieces();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder();
            int count = 1 + random.nextInt(12);
            for (int w = 0; w < count; w++) {
                text.append(words.get(2000 + random.nextInt(20000))).append(' ');
            }
            texts.add(text.toString());
        }
        float[][] together = embedder.embedAll(texts, DocumentEmbedder.Progress.SILENT);
        for (int i = 0; i < texts.size(); i++) {
            assertArrayEquals(together[i], embedder.embedQuery(texts.get(i)), "seed " + SEED + ": " + texts.get(i));
        }
    }

    @Test
    void answersWithZerosWhereThereIsNothingToEmbed() {
        for (String text : new String[] {"", "  \n\t", "\u0000\u0007", "\uD800", "\uDC00\uD800", "\u200B\uFEFF"}) {
            assertArrayEquals(new float[384], embedder.embedQuery(text));
        }
    }

    @Test
    void embedsWhateverElseAReaderMayPaste() {
        for (String text : new String[] {
            "word ".repeat(10_000), "x".repeat(100_000), "\uD83D\uDE00\uD83D\uDE00", "\uD800a\uDC00", "\u1234\u4E00"
        }) {
            float[] vector = embedder.embedQuery(text);
            assertEquals(1, dot(vector, vector), 1e-5);
        }
    }

    @Test
    void tellsHowFarItIsAndEmbedsEqualTextsOnce() throws InterruptedException {
        List<Integer> heard = new ArrayList<>();
        float[][] vectors =
                embedder.embedAll(List.of("one", "two words", "one", "", "three whole words"), (done, total) -> {
                    assertEquals(5, total);
                    heard.add(done);
                });
        assertEquals(5, heard.get(heard.size() - 1));
        assertEquals(heard.stream().sorted().toList(), heard);
        assertArrayEquals(vectors[0], vectors[2]);
        assertEquals(0, embedder.embedAll(List.of(), DocumentEmbedder.Progress.SILENT).length);
    }

    @Test
    void readsNoMoreTokensThanAskedFor() {
        try (OnnxTextEmbedder shortSighted = new OnnxTextEmbedder(embedder.model(), 5, 1)) {
            assertArrayEquals(shortSighted.embedQuery("one two three"), shortSighted.embedQuery("one two three four"));
            assertNotEquals(embedder.fingerprint(), shortSighted.fingerprint());
        }
    }
}
