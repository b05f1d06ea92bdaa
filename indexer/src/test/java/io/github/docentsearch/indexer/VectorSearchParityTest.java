package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.GraphSection;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.SiteMeta;
import io.github.docentsearch.format.VectorSection;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.indexer.build.Deflate;
import io.github.docentsearch.indexer.build.FloatVectors;
import io.github.docentsearch.indexer.build.HnswBuilder;
import io.github.docentsearch.indexer.build.HnswOptions;
import io.github.docentsearch.indexer.build.VectorTableBuilder;
import io.github.docentsearch.indexer.publish.RuntimeAssets;
import io.github.docentsearch.vector.VectorEncoding;
import io.github.docentsearch.wasm.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors, scores and walks over the graph: the same on the JVM, in WebAssembly and in JavaScript, for good indexes and bad. */
class VectorSearchParityTest {
    private static final long SEED = 20_261_123;
    private static final int SIZE = 1_500;
    private static final int DIMENSIONS = 40;
    private static final int QUERIES = 5;
    private static final int DAMAGED = 120;

    @ParameterizedTest
    @ValueSource(strings = {"wasm-simd", "js"})
    void everyEncodingGivesTheSameNeighbours(String engine, @TempDir Path folder) throws Exception {
        Random random = new Random(SEED);
        FloatVectors vectors = vectors(random);
        byte[] graph = GraphSection.write(HnswBuilder.build(vectors, new HnswOptions(12, 100, 42, 2)));
        List<byte[]> indexes = new ArrayList<>();
        for (int encoding = VectorEncoding.INT8; encoding <= VectorEncoding.BIT1; encoding++) {
            indexes.add(index(VectorSection.write(VectorTableBuilder.build(vectors, encoding)), graph));
        }
        // Scores all: 600 nodes kept of 1,500.
        assertTrue(compare(indexes, random, engine, folder).contains(": " + SIZE));
    }

    /** Sums are right and the header too, but the lists are not: each number in them must be checked before it is used. */
    @Test
    void damagedGraphsEndAlikeAndWithoutATrap(@TempDir Path folder) throws Exception {
        Random random = new Random(SEED);
        FloatVectors vectors = vectors(random);
        byte[] table = VectorSection.write(VectorTableBuilder.build(vectors, VectorEncoding.INT5));
        byte[] graph = GraphSection.write(HnswBuilder.build(vectors, new HnswOptions(12, 100, 42, 2)));
        int header = 16 + 8 * graph[4];
        List<byte[]> indexes = new ArrayList<>();
        for (int i = 0; i < DAMAGED; i++) {
            byte[] damaged = graph.clone();
            for (int j = 0; j < 1 << i % 10; j++) {
                damaged[header + random.nextInt(graph.length - header)] = (byte) random.nextInt(256);
            }
            indexes.add(index(table, damaged));
        }
        String answers = compare(indexes, random, "wasm-simd", folder);
        assertTrue(answers.contains("index-corrupt"));
        assertTrue(answers.contains(":"));
    }

    private static String compare(List<byte[]> indexes, Random random, String engine, Path folder) throws Exception {
        ByteSink queries = new ByteSink();
        float[][] rows = new float[QUERIES][DIMENSIONS];
        for (float[] row : rows) {
            for (int i = 0; i < DIMENSIONS; i++) {
                row[i] = (float) random.nextGaussian();
                queries.putFloat(row[i]);
            }
        }
        for (Map.Entry<String, byte[]> asset : RuntimeAssets.load().entrySet()) {
            Path file = folder.resolve(asset.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, asset.getValue());
        }
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < indexes.size(); i++) {
            Path file = Files.write(folder.resolve(String.valueOf(i)), indexes.get(i));
            NearestSearcher searcher = VectorIndexer.open(file);
            for (float[] row : rows) {
                for (int ef : new int[] {10, 40, 600}) {
                    expected.append(nearest(searcher, row, ef)).append('\n');
                }
            }
        }
        Path queryFile = Files.write(folder.resolve("queries.f32"), queries.toByteArray());
        assertEquals(
                expected.toString(),
                Node.run("nearest.mjs", folder.toUri(), indexes.size(), queryFile, DIMENSIONS, engine),
                "seed " + SEED);
        return expected.toString();
    }

    private static String nearest(NearestSearcher searcher, float[] query, int ef) {
        try {
            int count = searcher.search(query, 10, ef);
            List<String> found = new ArrayList<>();
            for (int rank = 0; rank < count; rank++) {
                found.add(searcher.node(rank) + " " + Float.floatToRawIntBits(searcher.score(rank)));
            }
            return String.join(" ", found) + ": " + searcher.scoredCount();
        } catch (MalformedIndexException e) {
            return "index-corrupt";
        }
    }

    private static byte[] index(byte[] table, byte[] graph) {
        SiteMeta meta = new SiteMeta(SIZE, 0, DIMENSIONS, 64, -1, -1, "", "", "");
        return new IndexFileWriter(IndexFormat.KIND_INDEX, Deflate::compress)
                .addRaw(IndexFormat.SECTION_META, meta.write())
                .addRaw(IndexFormat.SECTION_VECTORS, table)
                .addRaw(IndexFormat.SECTION_GRAPH, graph)
                .toByteArray();
    }

    private static FloatVectors vectors(Random random) {
        float[][] rows = new float[SIZE][DIMENSIONS];
        for (float[] row : rows) {
            for (int i = 0; i < DIMENSIONS; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return new FloatVectors(rows, DIMENSIONS);
    }
}
