package io.github.docentsearch.indexer.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.GraphSection;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.graph.HnswGraph;
import io.github.docentsearch.graph.HnswSearcher;
import io.github.docentsearch.graph.LevelGraph;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.vector.PlainVectorKernels;
import io.github.docentsearch.vector.VectorEncoding;
import io.github.docentsearch.vector.VectorTable;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HnswBuilderTest {
    private static final int SEED = 11;

    @ParameterizedTest
    @CsvSource({"1, 0.97", "2, 0.85", "3, 0.92", "4, 0.9"})
    void findsNearlyWhatExactSearchFinds(int encoding, double floor) throws InterruptedException {
        FloatVectors vectors = clustered(3000, 48);
        VectorTable table = VectorTableBuilder.build(vectors, encoding);
        HnswGraph graph = read(HnswBuilder.build(vectors, options(2)));
        NearestSearcher searcher = searcher(table, graph);
        float[][] queries = clustered(100, 48).rows();
        Recall recall = Recall.measure(vectors, queries, searcher, 10, 64);
        assertTrue(!searcher.scanned());
        assertTrue(recall.recall() >= floor, "seed " + SEED + ": " + recall);
        assertTrue(recall.scoredPerQuery() < 1500, "seed " + SEED + ": " + recall);
        Recall scanned = Recall.measure(vectors, queries, searcher(table, null), 10, 64);
        assertTrue(scanned.recall() >= recall.recall() - 0.01, scanned + " and " + recall);
    }

    @Test
    void theGraphIsTheSameForAnyNumberOfThreads() throws InterruptedException {
        FloatVectors vectors = clustered(1500, 24);
        byte[] one = GraphSection.write(HnswBuilder.build(vectors, options(1)));
        for (int threads : new int[] {2, 3, 8}) {
            assertArrayEquals(one, GraphSection.write(HnswBuilder.build(vectors, options(threads))));
        }
    }

    @Test
    void theWrittenGraphHasTheBuiltListsAndNoNodeIsItsOwnNeighbour() throws InterruptedException {
        FloatVectors vectors = clustered(700, 16);
        LevelGraph built = HnswBuilder.build(vectors, options(2));
        byte[] bytes = GraphSection.write(built);
        assertEquals(GraphSection.sizeInBytes(built), bytes.length);
        HnswGraph read = GraphSection.read(HeapRegion.of(bytes));
        assertEquals(built.levelCount(), read.levelCount());
        assertTrue(read.levelCount() >= 2);
        assertEquals(built.entryPoint(), read.entryPoint());
        int[] expected = new int[LevelGraph.MAX_NEIGHBOURS];
        int[] actual = new int[LevelGraph.MAX_NEIGHBOURS];
        for (int level = 0; level < built.levelCount(); level++) {
            assertArrayEquals(built.nodesOf(level), read.nodesOf(level));
            Set<Integer> nodes = new HashSet<>();
            for (int node : built.nodesOf(level)) {
                nodes.add(node);
            }
            for (int node : built.nodesOf(level)) {
                int count = built.neighbours(level, node, expected);
                assertEquals(count, read.neighbours(level, node, actual));
                assertTrue(count <= (level == 0 ? 32 : 16));
                Set<Integer> distinct = new HashSet<>();
                for (int i = 0; i < count; i++) {
                    assertEquals(expected[i], actual[i]);
                    assertTrue(expected[i] != node && nodes.contains(expected[i]) && distinct.add(expected[i]));
                }
            }
        }
        assertArrayEquals(bytes, GraphSection.write(read));
    }

    @Test
    void anySizeFromNoVectorOnAnswersWithAllThatThereIs() throws InterruptedException {
        for (int size : new int[] {0, 1, 2, 3, 17, 40}) {
            FloatVectors vectors = clustered(size, 5);
            for (int encoding = VectorEncoding.INT8; encoding <= VectorEncoding.BIT1; encoding++) {
                VectorTable table = VectorTableBuilder.build(vectors, encoding);
                HnswGraph graph = read(HnswBuilder.build(vectors, options(2)));
                float[] query = {1, 0, 0, 0, 0};
                NearestSearcher searcher = searcher(table, graph);
                assertEquals(size, searcher.search(query, 100, 10));
                for (int rank = 1; rank < size; rank++) {
                    assertTrue(searcher.score(rank - 1) >= searcher.score(rank));
                }
                HnswSearcher walker = new HnswSearcher(graph, size, scorer(table, query));
                assertEquals(size, walker.search(100, 100), "every node is reached");
            }
        }
    }

    @Test
    void copiesOfOneVectorAreAllFoundInTheOrderOfTheirOrdinals() throws InterruptedException {
        float[][] rows = new float[60][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {0.6f, 0.8f};
        }
        FloatVectors vectors = new FloatVectors(rows, 2);
        VectorTable table = VectorTableBuilder.build(vectors, VectorEncoding.INT5);
        NearestSearcher searcher = searcher(table, read(HnswBuilder.build(vectors, options(2))));
        assertEquals(10, searcher.search(new float[] {0.6f, 0.8f}, 10, 10));
        for (int rank = 0; rank < 10; rank++) {
            assertEquals(rank, searcher.node(rank));
            assertEquals(1, searcher.score(rank), 0.02f);
        }
    }

    @Test
    void aDamagedGraphIsRefusedOrSearchedToAnEnd() throws InterruptedException {
        FloatVectors vectors = clustered(300, 8);
        VectorTable table = VectorTableBuilder.build(vectors, VectorEncoding.INT8);
        byte[] bytes = GraphSection.write(HnswBuilder.build(vectors, options(1)));
        float[] query = vectors.row(5);
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < 4000; round++) {
            byte[] damaged = bytes.clone();
            int bit = round < 8 * 64 ? round : random.nextInt(bytes.length * 8);
            damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
            refused += searchOrRefuse(damaged, table, query) ? 1 : 0;
        }
        assertTrue(refused > 300, "refused " + refused);
        for (int length = 0; length < bytes.length; length += 1 + length / 50) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertTrue(searchOrRefuse(cut, table, query), "cut to " + length);
        }
        for (int round = 0; round < 300; round++) {
            byte[] noise = bytes.clone();
            for (int i = 40 + random.nextInt(2000); i < noise.length; i++) {
                noise[i] = (byte) random.nextInt();
            }
            searchOrRefuse(noise, table, query);
        }
    }

    @Test
    void aGraphOfAnotherSizeThanTheTableIsRefused() throws InterruptedException {
        VectorTable table = VectorTableBuilder.build(clustered(10, 4), VectorEncoding.INT8);
        HnswGraph graph = read(HnswBuilder.build(clustered(9, 4), options(1)));
        assertThrows(MalformedIndexException.class, () -> searcher(table, graph));
    }

    @Test
    void optionsOutOfRangeNameTheParameter() {
        String message = assertThrows(IllegalArgumentException.class, () -> new HnswOptions(1, 200, 1, 1))
                .getMessage();
        assertEquals("hnsw.m is 1, it must be between 2 and 128", message);
        NearestSearcher searcher = searcher(VectorTableBuilder.build(clustered(3, 4), VectorEncoding.INT8), null);
        assertThrows(IllegalArgumentException.class, () -> searcher.search(new float[] {1, 0, 0, 0}, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> searcher.search(new float[] {1, 0, 0, 0}, 10, -1));
    }

    /** Whether the damage was noticed. */
    private static boolean searchOrRefuse(byte[] damaged, VectorTable table, float[] query) {
        try {
            HnswGraph graph = GraphSection.read(HeapRegion.of(damaged));
            if (graph.size() != table.size()) {
                assertThrows(MalformedIndexException.class, () -> searcher(table, graph));
                return true;
            }
            HnswSearcher searcher = new HnswSearcher(graph, graph.size(), scorer(table, query));
            searcher.search(10, 300);
            return false;
        } catch (MalformedIndexException e) {
            assertTrue(e.offset() >= 0, e + " at " + e.offset());
            return true;
        }
    }

    private static io.github.docentsearch.vector.VectorScorer scorer(VectorTable table, float[] query) {
        var scorer = table.scorer(new PlainVectorKernels(), HeapRegion::allocate);
        scorer.prepare(query);
        return scorer;
    }

    private static NearestSearcher searcher(VectorTable table, HnswGraph graph) {
        return new NearestSearcher(table, graph, new PlainVectorKernels(), GraphSearchers.PLAIN, HeapRegion::allocate);
    }

    private static HnswGraph read(LevelGraph built) {
        return GraphSection.read(HeapRegion.of(GraphSection.write(built)));
    }

    private static HnswOptions options(int threads) {
        return new HnswOptions(16, 100, SEED, threads);
    }

    private static FloatVectors clustered(int size, int dimensions) {
        return ClusteredVectors.generate(size, dimensions, Math.max(1, size / 50), SEED + size);
    }
}
