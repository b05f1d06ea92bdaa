package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.embedder.JdkUnicode;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.indexer.build.HnswOptions;
import io.github.docentsearch.model.PlainMatrixKernels;
import io.github.docentsearch.search.Platform;
import io.github.docentsearch.search.SearchEngine;
import io.github.docentsearch.vector.PlainVectorKernels;
import io.github.docentsearch.vector.VectorEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VectorIndexerTest {
    private static final HnswOptions HNSW = new HnswOptions(16, 100, 1, 2);

    @TempDir
    private Path folder;

    @Test
    void aFileOfFloatsBecomesAnIndexThatFindsEachRow() throws Exception {
        int dimensions = 20;
        float[] rows = new float[400 * dimensions];
        Random random = new Random(3);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 5 * (float) random.nextGaussian();
        }
        Path index = folder.resolve("deep/search-index.bin");
        VectorIndexer.Report report =
                VectorIndexer.index(floats(rows), dimensions, index, VectorEncoding.INT8, HNSW, 64, Integer.MAX_VALUE);
        assertEquals(400, report.vectors());
        assertEquals(Files.size(index), report.fileBytes());
        assertTrue(report.recall().recall() > 0.95, report.toString());
        NearestSearcher searcher = VectorIndexer.open(index);
        float[] query = new float[dimensions];
        for (int row = 0; row < 400; row += 37) {
            System.arraycopy(rows, row * dimensions, query, 0, dimensions);
            assertEquals(3, searcher.search(query, 3, 64));
            assertEquals(row, searcher.node(0));
        }
    }

    @Test
    void theEngineSearchesAnIndexWithoutPages() throws Exception {
        Path index = folder.resolve("index.bin");
        VectorIndexer.index(floats(1, 0, 0, 1, 1, 1), 2, index, VectorEncoding.INT8, HNSW, 77, Integer.MAX_VALUE);
        SearchEngine engine = new SearchEngine(new Platform(
                HeapRegion::allocate,
                new PlainVectorKernels(),
                GraphSearchers.PLAIN,
                new PlainMatrixKernels(),
                new JdkUnicode()));
        engine.openIndex(HeapRegion.of(Files.readAllBytes(index)));
        assertTrue(engine.loadKeywords());
        assertEquals(77, engine.meta().efSearch());
        NearestSearcher found = engine.nearest(new float[] {0, 1}, 2, 0);
        assertEquals(1, found.node(0));
        assertEquals(2, found.node(1));
        assertEquals(1, found.score(0), 0.01f);
    }

    @Test
    void theSameInputGivesTheSameBytes() throws Exception {
        float[] rows = new float[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (i * 7919 % 101) - 50;
        }
        Path one = folder.resolve("one.bin");
        Path two = folder.resolve("two.bin");
        VectorIndexer.index(floats(rows), 3, one, VectorEncoding.INT5, HNSW, 64, Integer.MAX_VALUE);
        VectorIndexer.index(
                floats(rows), 3, two, VectorEncoding.INT5, new HnswOptions(16, 100, 1, 1), 64, Integer.MAX_VALUE);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    }

    @Test
    void noRowAndRowsOfZerosAreIndexesToo() throws Exception {
        Path index = folder.resolve("index.bin");
        assertEquals(
                0,
                VectorIndexer.index(floats(), 4, index, VectorEncoding.INT5, HNSW, 64, Integer.MAX_VALUE)
                        .vectors());
        assertEquals(0, VectorIndexer.open(index).search(new float[] {1, 0, 0, 0}, 5, 5));
        VectorIndexer.index(
                floats(0, 0, 0, 1, 0, 0, 0, 0, 0), 3, index, VectorEncoding.INT5, HNSW, 64, Integer.MAX_VALUE);
        NearestSearcher searcher = VectorIndexer.open(index);
        assertEquals(3, searcher.search(new float[] {1, 0, 0}, 5, 5));
        assertEquals(1, searcher.node(0));
    }

    @Test
    void unusableInputIsRefusedAndLeavesTheOldIndex() throws Exception {
        Path index = folder.resolve("index.bin");
        Files.writeString(index, "old");
        assertRefused("not a whole number of rows", floats(1, 2, 3, 4), 3, index);
        assertRefused("<dimensions>: 0 is not between", floats(1), 0, index);
        assertRefused("Row 1 of", floats(1, 2, Float.NaN, 4), 2, index);
        assertRefused("cannot be read", folder.resolve("none.f32"), 2, index);
        assertEquals("old", Files.readString(index));
        assertTrue(assertThrows(IndexingException.class, () -> VectorIndexer.open(index))
                .getMessage()
                .contains("This is not a Docent file"));
        assertFalse(Files.exists(folder.resolve("index.bin.tmp")));
    }

    private static void assertRefused(String expected, Path floats, int dimensions, Path index) {
        String message = assertThrows(
                        IndexingException.class,
                        () -> VectorIndexer.index(
                                floats, dimensions, index, VectorEncoding.INT5, HNSW, 64, Integer.MAX_VALUE))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    private Path floats(float... values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        Path file = Files.createTempFile(folder, "vectors", ".f32");
        return Files.write(file, buffer.array());
    }
}
