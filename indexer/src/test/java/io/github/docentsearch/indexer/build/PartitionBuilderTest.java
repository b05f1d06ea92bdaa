package io.github.docentsearch.indexer.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.PartitionIndexSection;
import io.github.docentsearch.format.Request;
import io.github.docentsearch.format.VectorPart;
import io.github.docentsearch.format.VectorSection;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.graph.HnswGraph;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.graph.Partitions;
import io.github.docentsearch.vector.PlainVectorKernels;
import io.github.docentsearch.vector.VectorEncoding;
import io.github.docentsearch.vector.VectorQuantiser;
import io.github.docentsearch.vector.VectorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionBuilderTest {
    private static final int SEED = 11;
    private static final int DIMENSIONS = 48;

    /** The file's records decoded one by one, without kernels, searcher or order of partitions. */
    @Test
    void searchingAllPartitionsEqualsScoringEveryVectorPlainly() throws InterruptedException {
        FloatVectors vectors = ClusteredVectors.generate(900, DIMENSIONS, 30, SEED);
        IndexFile file = open(build(vectors, VectorEncoding.INT8, 2));
        NearestSearcher searcher = searcher(file);
        List<List<float[]>> decoded = decode(file, vectors.size());
        for (float[] query :
                ClusteredVectors.generate(20, DIMENSIONS, 30, SEED + 1).rows()) {
            float[] turned = VectorQuantiser.turn(query, table(file).rotationSeed());
            assertEquals(vectors.size(), searcher.searchAll(query, 2000), "each vector once");
            for (int rank = 0; rank < vectors.size(); rank++) {
                assertTrue(rank == 0 || searcher.score(rank - 1) >= searcher.score(rank));
                double nearest = Double.POSITIVE_INFINITY;
                for (float[] vector : decoded.get(searcher.node(rank))) {
                    double score = 0;
                    for (int i = 0; i < turned.length; i++) {
                        score += turned[i] * vector[i];
                    }
                    nearest = Math.min(nearest, Math.abs(score - searcher.score(rank)));
                }
                assertEquals(0, nearest, 0.02, "rank " + rank);
            }
        }
    }

    @Test
    void fewPartitionsFindNearlyAllThatAllOfThemFind() throws InterruptedException {
        FloatVectors vectors = ClusteredVectors.generate(6_000, DIMENSIONS, 80, SEED);
        FloatVectors queries = ClusteredVectors.generate(100, DIMENSIONS, 80, SEED + 1);
        NearestSearcher searcher = searcher(open(build(vectors, VectorEncoding.INT8, 2)));

        Recall recall = Recall.measure(vectors, queries.rows(), searcher, 10, 64);

        assertTrue(recall.recall() >= 0.95, recall.toString());
        assertTrue(recall.scoredPerQuery() < 0.3 * vectors.size(), recall.toString());
        assertEquals(150, searcher.partitionCount());
        assertEquals(vectors.size(), searcher.size());
    }

    @Test
    void theBytesAreTheSameForAnyNumberOfThreads() throws InterruptedException {
        FloatVectors vectors = ClusteredVectors.generate(1_500, DIMENSIONS, 20, SEED);
        byte[] one = build(vectors, VectorEncoding.INT5, 1);
        assertArrayEquals(one, build(vectors, VectorEncoding.INT5, 2));
        assertArrayEquals(one, build(vectors, VectorEncoding.INT5, 7));
    }

    /** As in a browser: what is asked for is supplied, and asked for once. */
    @Test
    void onlyTheNearestPartitionsAreAskedForAndOnce() throws InterruptedException {
        FloatVectors vectors = ClusteredVectors.generate(5_000, DIMENSIONS, 60, SEED);
        byte[] bytes = build(vectors, VectorEncoding.INT4, 2);
        NearestSearcher whole = searcher(open(bytes));
        int partitionsAt = bytes.length - open(bytes).storedSize(IndexFormat.SECTION_PARTITIONS);
        IndexFile file = open(Arrays.copyOf(bytes, partitionsAt));
        NearestSearcher searcher = searcher(file);
        for (float[] query :
                ClusteredVectors.generate(8, DIMENSIONS, 60, SEED + 2).rows()) {
            searcher.search(query, 10, 10);
            int supplied = 0;
            for (Request request : file.takeRequests()) {
                assertFalse(request.deflated());
                supplied += request.storedSize();
                file.supply(
                        request.id(),
                        HeapRegion.of(
                                Arrays.copyOfRange(bytes, request.offset(), request.offset() + request.storedSize())));
            }
            assertEquals(10, searcher.search(query, 10, 10));
            assertFalse(file.hasRequests());
            assertEquals(10, whole.search(query, 10, 10));
            for (int rank = 0; rank < 10; rank++) {
                assertEquals(whole.node(rank), searcher.node(rank));
                assertEquals(whole.score(rank), searcher.score(rank));
                assertEquals(whole.score(rank), searcher.scoreOf(whole.node(rank)));
            }
            assertTrue(supplied < (bytes.length - partitionsAt) / 2);
        }
    }

    @Test
    void anySizeAndAnyVectorsAnswerWithAllThatThereIs() throws InterruptedException {
        for (int size : new int[] {1, 2, 39, 41, 80, 200}) {
            FloatVectors vectors = ClusteredVectors.generate(size, 5, 3, SEED);
            for (int encoding = VectorEncoding.INT8; encoding <= VectorEncoding.INT5; encoding++) {
                NearestSearcher searcher = searcher(open(build(vectors, encoding, 2)));
                assertEquals(size, searcher.search(new float[] {1, 0, 0, 0, 0}, 1000, 10), size + " of " + encoding);
            }
        }
        float[][] same = new float[3_000][];
        Arrays.fill(same, new float[] {0.6f, 0.8f});
        same[2_000] = new float[2];
        NearestSearcher searcher = searcher(open(build(new FloatVectors(same, 2), VectorEncoding.INT5, 2)));
        assertEquals(10, searcher.search(new float[] {0.6f, 0.8f}, 10, 10));
        assertEquals(1, searcher.score(0), 0.02f);
        assertTrue(searcher.scoredCount() < 2_000, "copies of one text do not make one huge partition");
        assertEquals(3_000, searcher.searchAll(new float[] {0.6f, 0.8f}, 5_000));
    }

    @Test
    void aDamagedDirectoryOrPartitionIsRefusedOrSearchedToAnEnd() throws InterruptedException {
        FloatVectors vectors = ClusteredVectors.generate(300, 8, 5, SEED);
        byte[] bytes = build(vectors, VectorEncoding.INT5, 1);
        IndexFile file = open(bytes);
        byte[] directory = bytes(file.raw(IndexFormat.SECTION_PARTITION_INDEX));
        List<byte[]> blocks = new ArrayList<>();
        for (int i = 0; i < file.blocks(IndexFormat.SECTION_PARTITIONS).count(); i++) {
            blocks.add(bytes(file.blocks(IndexFormat.SECTION_PARTITIONS).block(i)));
        }
        byte[] centres = bytes(file.raw(IndexFormat.SECTION_VECTORS));
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = directory.clone();
            List<byte[]> damagedBlocks = new ArrayList<>(blocks);
            if (round < 8 * directory.length) {
                damaged[round >> 3] ^= (byte) (1 << (round & 7));
            } else {
                int ordinal = random.nextInt(blocks.size());
                byte[] block = blocks.get(ordinal).clone();
                block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
                damagedBlocks.set(ordinal, random.nextInt(9) > 0 ? block : Arrays.copyOf(block, block.length - 1));
            }
            try {
                searcher(open(new IndexFileWriter(IndexFormat.KIND_INDEX, Deflate::compress)
                                .addRaw(IndexFormat.SECTION_VECTORS, centres)
                                .addRaw(IndexFormat.SECTION_PARTITION_INDEX, damaged)
                                .addRawBlocks(IndexFormat.SECTION_PARTITIONS, damagedBlocks)
                                .toByteArray()))
                        .searchAll(vectors.row(round % 300), 10);
            } catch (MalformedIndexException e) {
                assertTrue(e.offset() >= 0);
                refused++;
            }
        }
        assertTrue(refused > 50, "refused " + refused);
    }

    private static List<List<float[]>> decode(IndexFile file, int size) {
        VectorTable table = table(file);
        Partitions partitions = PartitionIndexSection.read(
                file.raw(IndexFormat.SECTION_PARTITION_INDEX), file.blocks(IndexFormat.SECTION_PARTITIONS));
        int recordBytes = table.recordBytes();
        List<List<float[]>> decoded = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            decoded.add(new ArrayList<>());
        }
        int standing = 0;
        for (int p = 0; p < partitions.count(); p++) {
            float[] centre = record(table.records(), p * recordBytes, table.lanes(), table.centre());
            float[] middle = new float[centre.length];
            for (int i = 0; i < centre.length; i++) {
                middle[i] = centre[i] * partitions.length(p);
            }
            ByteRegion block = file.blocks(IndexFormat.SECTION_PARTITIONS).block(p);
            assertNotNull(block);
            int count = partitions.count(p);
            int[] nodes = new int[count];
            block.readPacked(count * recordBytes, 0, HnswGraph.bitsFor(size), nodes, count);
            for (int i = 0; i < count; i++) {
                decoded.get(nodes[i]).add(record(block, i * recordBytes, table.lanes(), middle));
                standing++;
            }
        }
        assertTrue(standing > 1.2 * size && standing < 1.8 * size, "records " + standing);
        return decoded;
    }

    /** An INT8 record and what it is centred at. */
    private static float[] record(ByteRegion records, int at, int lanes, float[] centre) {
        float scale = records.getFloat(at + lanes);
        float[] vector = new float[lanes];
        for (int i = 0; i < lanes; i++) {
            vector[i] = centre[i] + scale * records.getByte(at + i);
        }
        return vector;
    }

    private static VectorTable table(IndexFile file) {
        return VectorSection.read(file.raw(IndexFormat.SECTION_VECTORS));
    }

    private static byte[] bytes(ByteRegion region) {
        return region.toArray(0, region.size());
    }

    private static byte[] build(FloatVectors vectors, int encoding, int threads) throws InterruptedException {
        IndexFileWriter file = new IndexFileWriter(IndexFormat.KIND_INDEX, Deflate::compress);
        VectorLayout.add(file, vectors, encoding, new HnswOptions(16, 100, SEED, threads), 0);
        return file.toByteArray();
    }

    private static IndexFile open(byte[] bytes) {
        return IndexFile.open(HeapRegion.of(bytes), IndexFormat.KIND_INDEX);
    }

    private static NearestSearcher searcher(IndexFile file) {
        NearestSearcher searcher =
                VectorPart.open(file, new PlainVectorKernels(), GraphSearchers.PLAIN, HeapRegion::allocate);
        assertNotNull(searcher);
        return searcher;
    }
}
