package io.github.docentsearch.embedder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.search.QueryEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The forward pass of core, on 8-bit weights, against its twin: ONNX Runtime on the float32 model. {@code -Dagreement.model=} names
 * another one, a folder or a jar.
 */
class TransformerAgreementTest {
    private static final long SEED = 20260102;

    private static final String[] STEMS = {
        "how do I %s the %s",
        "%s %s",
        "why does %s fail when the %s is missing?",
        "configure %s for a multi-module %s",
        "<%s>%s</%s>",
        "The %s of a %s is computed once and cached; see the section on troubleshooting for what happens when it is not.",
        "%s.get%s(int)",
        "error: cannot find symbol %s in %s",
        "--%s=%s",
        "deprecated since 2.0: use %s instead of %s, which is slower and does not close its stream",
    };

    private static final String[] WORDS = {
        "index",
        "search",
        "plugin",
        "vector",
        "page",
        "heading",
        "proxy",
        "skip",
        "Maven",
        "browser",
        "graph",
        "recall",
        "table",
        "stream",
        "commit",
        "branch",
        "transaction",
        "iterator",
        "charset",
        "caf\u00E9",
        "emoji \uD83D\uDE00",
        "zip file",
        "user's own words",
        "permission denied",
        "42"
    };

    private static OnnxTextEmbedder twin;
    private static QueryEncoder encoder;

    @BeforeAll
    static void load() throws InterruptedException {
        String other = System.getProperty("agreement.model");
        SentenceModel model = other == null ? SentenceModel.bundled() : SentenceModel.at(Path.of(other));
        twin = new OnnxTextEmbedder(model, QueryModelBuilder.MAX_QUERY_TOKENS, 2);
        encoder = QueryModels.open(QueryModels.finest(model));
    }

    @AfterAll
    static void close() {
        twin.close();
    }

    private static float[] embed(String text) {
        float[] vector = encoder.embed(text);
        assertNotNull(vector);
        return vector;
    }

    @Test
    void agreesOnTwoHundredVariedTexts() throws InterruptedException {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String first = WORDS[random.nextInt(WORDS.length)];
            String second = WORDS[random.nextInt(WORDS.length)];
            texts.add(STEMS[i % STEMS.length].formatted(first, second, first));
        }
        float[][] expected = twin.forQueries().embedAll(texts, DocumentEmbedder.Progress.SILENT);
        double least = 1;
        double sum = 0;
        for (int i = 0; i < texts.size(); i++) {
            float cosine = OnnxTextEmbedderTest.dot(expected[i], embed(texts.get(i)));
            least = Math.min(least, cosine);
            sum += cosine;
            String text = texts.get(i);
            assertTrue(cosine >= 0.99, () -> cosine + " for '" + text + "', seed " + SEED);
        }
        double mean = sum / texts.size();
        System.out.printf("int8 against ONNX Runtime: mean cosine %.5f, least %.5f%n", mean, least);
        assertTrue(mean >= 0.995, "mean " + mean);
    }

    @Test
    void embedsWhateverAReaderMayPaste() {
        assertArrayEquals(new float[384], embed(""));
        assertArrayEquals(new float[384], embed(" \t\u0000\uD800\u200B"));
        for (String text : new String[] {
            "word ".repeat(10_000), "x".repeat(100_000), "\uD83D\uDE00\uD83D\uDE00", "\uD800a\uDC00", "\u1234\u4E00"
        }) {
            float[] vector = embed(text);
            assertEquals(1, OnnxTextEmbedderTest.dot(vector, vector), 1e-5);
        }
    }
}
