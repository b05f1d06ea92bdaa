package io.github.docentsearch.indexer.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.embedder.DocumentEmbedder;
import io.github.docentsearch.indexer.IndexingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEmbeddingTest {
    @TempDir
    Path directory;

    @Test
    void onlyWhatChangedIsEmbeddedAgain() throws IOException, InterruptedException {
        LengthEmbedder first = new LengthEmbedder();
        float[][] vectors = embed(first, List.of("a", "bb", "a", "ccc"));
        assertArrayEquals(new float[][] {{1}, {2}, {1}, {3}}, vectors);
        assertEquals(List.of("a", "bb", "ccc"), first.embedded);

        LengthEmbedder second = new LengthEmbedder();
        assertArrayEquals(new float[][] {{2}, {4}, {3}}, embed(second, List.of("bb", "dddd", "ccc")));
        assertEquals(List.of("dddd"), second.embedded);
    }

    private float[][] embed(DocumentEmbedder embedder, List<String> texts) throws IOException, InterruptedException {
        VectorCache cache = VectorCache.open(directory, embedder.fingerprint(), 1, 1_000_000);
        float[][] vectors = new CachedEmbedding(embedder, cache, IndexingLog.SILENT).embed(texts, "texts");
        cache.close();
        return vectors;
    }

    /** A text's vector is its length; remembers what it was asked. */
    private static final class LengthEmbedder implements DocumentEmbedder {
        final List<String> embedded = new ArrayList<>();

        @Override
        public float[][] embedAll(List<String> texts, Progress progress) {
            embedded.addAll(texts);
            float[][] vectors = new float[texts.size()][];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = embedQuery(texts.get(i));
            }
            return vectors;
        }

        @Override
        public float[] embedQuery(String text) {
            return new float[] {text.length()};
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public String fingerprint() {
            return "length";
        }
    }
}
