package io.github.docentsearch.embedder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.search.QueryEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both encoders of a small site: fitted, rounded, written, read back and compared with the model. */
class QueryModelBuilderTest {
    private static final String[][] SITE = {
        {"Guide > Proxy", "Behind a proxy, set the host and the port in the settings. The password is stored encrypted."
        },
        {
            "Guide > Leaving pages out",
            "A page with the robots meta tag noindex is left out of the index. Exclude folders."
        },
        {"Guide > Fonts", "The font of the dialog follows that of the page. Override the custom property to change it."
        },
        {"Reference > Goals", "The goal generates the search index and is bound to the phase site by default."},
        {"Reference > Memory", "Give Maven more heap if the build runs out of memory on a large site."},
        {"Reference > Cache", "Vectors of unchanged text are taken from the cache, so that a second build is fast."},
    };

    private static OnnxTextEmbedder embedder;
    private static List<Passage> passages;
    private static float[][] vectors;
    private static QueryModelBuilder.Result result;
    private static byte[] file;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        embedder = new OnnxTextEmbedder(SentenceModel.bundled());
        passages = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (String[] passage : SITE) {
            passages.add(new Passage(passage[0], "", passage[1]));
            texts.add(passage[0] + '\n' + passage[1]);
        }
        vectors = embedder.embedAll(texts, DocumentEmbedder.Progress.SILENT);
        IndexFileWriter writer = new IndexFileWriter(IndexFormat.KIND_MODEL, QueryModels::deflate);
        result = builder(2).build(passages, vectors, QueryModelBuilder.Encoders.BOTH, writer);
        file = writer.toByteArray();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    private static QueryModelBuilder builder(int threads) {
        DocumentEmbedder queries = embedder.forQueries();
        return new QueryModelBuilder(
                embedder.model(),
                (texts, what) -> queries.embedAll(texts, DocumentEmbedder.Progress.SILENT),
                OnnxTextEmbedder.DEFAULT_MAX_TOKENS,
                threads,
                line -> {});
    }

    @Test
    void findsThePassageThatAnswersAQuestion() {
        QueryEncoder transformer = QueryModels.open(file);
        assertTrue(transformer.isTransformerLoaded());
        QueryEncoder table = QueryModels.openStaticTable(file);
        assertFalse(table.isTransformerLoaded());
        for (QueryEncoder encoder : List.of(transformer, table)) {
            assertEquals("Guide > Leaving pages out", nearest(encoder, "how do I exclude a folder from the index"));
            assertEquals("Reference > Memory", nearest(encoder, "out of memory in the build"));
            assertEquals("Guide > Proxy", nearest(encoder, "proxy password"));
        }
    }

    private static String nearest(QueryEncoder encoder, String question) {
        float[] query = encoder.embed(question);
        assertNotNull(query);
        assertEquals(1, OnnxTextEmbedderTest.dot(query, query), 1e-5);
        int best = 0;
        for (int i = 1; i < vectors.length; i++) {
            if (OnnxTextEmbedderTest.dot(query, vectors[i]) > OnnxTextEmbedderTest.dot(query, vectors[best])) {
                best = i;
            }
        }
        return passages.get(best).heading();
    }

    @Test
    void stepsUpTheBitsUntilTheTransformerAgrees() {
        EncoderAgreement agreement = result.transformerAgreement();
        assertNotNull(agreement);
        assertNotNull(result.transformerBits());
        assertTrue(agreement.meanCosine() >= 0.975, agreement + ", " + result.transformerBits());
        assertTrue(agreement.overlapAt10() >= 0.88, agreement.toString());
        assertTrue(file.length < 11_000_000, "bytes: " + file.length);
        System.out.println(result + ", bytes: " + file.length);
    }

    @Test
    void givesTheSameBytesWithAnyNumberOfThreads() throws IOException, InterruptedException {
        byte[][] files = new byte[2][];
        for (int i = 0; i < 2; i++) {
            IndexFileWriter writer = new IndexFileWriter(IndexFormat.KIND_MODEL, QueryModels::deflate);
            QueryModelBuilder.Result alone =
                    builder(1 + 2 * i).build(passages, vectors, QueryModelBuilder.Encoders.STATIC, writer);
            assertNull(alone.transformerAgreement());
            files[i] = writer.toByteArray();
            assertTrue(files[i].length < 2_000_000, "bytes: " + files[i].length);
        }
        assertArrayEquals(files[0], files[1]);
    }

    @Test
    void embedsWhateverAReaderMayPaste() {
        QueryEncoder encoder = QueryModels.openStaticTable(file);
        assertArrayEquals(new float[384], encoder.embed(" \u0000\uD800"));
        for (String text : new String[] {"word ".repeat(10_000), "\uD83D\uDE00", "\uD800a\uDC00", "\u4E00\u0E01"}) {
            float[] vector = encoder.embed(text);
            assertNotNull(vector);
            assertEquals(1, OnnxTextEmbedderTest.dot(vector, vector), 1e-5);
        }
    }

    @Test
    void refusesBeforeLongWorkWhatNoQueryModelCanHold() {
        SentenceModel model = SentenceModel.bundled();
        String message = assertThrows(
                        ModelException.class,
                        () -> QueryModelBuilder.check(model, 312, QueryModelBuilder.Encoders.STATIC))
                .getMessage();
        assertTrue(message.startsWith("<model>: no query model can be made for"), message);
        assertTrue(message.contains("312 dimensions, not a multiple of 32"), message);
        QueryModelBuilder.check(model, 384, QueryModelBuilder.Encoders.BOTH);
        // A query model of 1,024 dimensions, as the largest of these models have, can be written.
        QueryModelBuilder.check(model, 1024, QueryModelBuilder.Encoders.STATIC);
        List<byte[]> blocks = QueryModelBuilder.tableBlocks(new float[4096 * 1024], 1024, 1);
        new IndexFileWriter(IndexFormat.KIND_MODEL, QueryModels::deflate)
                .addBlocked(IndexFormat.SECTION_STATIC_TABLE, blocks);
    }
}
