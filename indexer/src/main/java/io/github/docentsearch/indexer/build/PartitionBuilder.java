package io.github.docentsearch.indexer.build;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.format.GraphSection;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.PartitionIndexSection;
import io.github.docentsearch.format.VectorSection;
import io.github.docentsearch.graph.HnswGraph;
import io.github.docentsearch.graph.Partitions;
import io.github.docentsearch.vector.VectorQuantiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays vectors out in partitions, of which a query reads the nearest. The manual's page on benchmarks tells what the numbers here
 * were chosen by.
 */
final class PartitionBuilder {
    /** Vectors of a partition, without those that stand in it a second time. */
    private static final int VECTORS_PER_PARTITION = 40;

    /** Share of the vectors that stand in two partitions. */
    private static final double STANDING_TWICE = 0.75;

    /** A larger partition is cut: copies of one text have one vector, and no query should fetch thousands of them. */
    private static final int MAX_RECORDS = 400;

    /**
     * From so many centres on, they are walked to over a graph. Scoring fewer takes no time beside fetching a partition, and their
     * graph would be fetched too, and miss some: at 1,118 centres it cost 23 KB and 0.002 of recall@10.
     */
    private static final int MIN_GRAPH = 4000;

    private static final int GRAPH_M = 8;

    private final FloatVectors vectors;
    private final VectorTableBuilder.Quantisation quantisation;
    private final VectorClusters clusters;
    /** The nodes of each partition, ascending, and its cluster. */
    private final List<int[]> members = new ArrayList<>();

    private final List<Integer> clusterOf = new ArrayList<>();

    private PartitionBuilder(FloatVectors vectors, int encoding, HnswOptions hnsw) throws InterruptedException {
        this.vectors = vectors;
        quantisation = VectorTableBuilder.train(vectors, encoding);
        int count = Math.max(1, vectors.size() / VECTORS_PER_PARTITION);
        clusters = VectorClusters.of(vectors, count, hnsw.seed(), hnsw.threads());
        divide();
    }

    /**
     * Adds the sections of partitioned vectors.
     *
     * @param vectors at least one
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    static void add(IndexFileWriter file, FloatVectors vectors, int encoding, HnswOptions hnsw)
            throws InterruptedException {
        new PartitionBuilder(vectors, encoding, hnsw).write(file, hnsw);
    }

    /** Vectors that a query scores at least: a larger site has more that are near to a query. */
    static int wanted(int size) {
        return (int) (450 + 6 * Math.sqrt(size));
    }

    private void divide() {
        int[][] ofCluster = new int[clusters.count()][];
        int[] sizes = new int[clusters.count()];
        int[] twice = clusters.borderline(STANDING_TWICE);
        for (int i = 0; i < vectors.size(); i++) {
            sizes[clusters.first(i)]++;
        }
        for (int node : twice) {
            sizes[clusters.second(node)]++;
        }
        for (int i = 0; i < sizes.length; i++) {
            ofCluster[i] = new int[sizes[i]];
        }
        Arrays.fill(sizes, 0);
        for (int i = 0; i < vectors.size(); i++) {
            int cluster = clusters.first(i);
            ofCluster[cluster][sizes[cluster]++] = i;
        }
        for (int node : twice) {
            int cluster = clusters.second(node);
            ofCluster[cluster][sizes[cluster]++] = node;
        }
        for (int cluster : clusters.inOrder()) {
            int[] nodes = ofCluster[cluster];
            Arrays.sort(nodes);
            int parts = (nodes.length + MAX_RECORDS - 1) / MAX_RECORDS;
            for (int part = 0; part < parts; part++) {
                members.add(Arrays.copyOfRange(nodes, nodes.length * part / parts, nodes.length * (part + 1) / parts));
                clusterOf.add(cluster);
            }
        }
    }

    private void write(IndexFileWriter file, HnswOptions hnsw) throws InterruptedException {
        int count = members.size();
        int recordBytes = quantisation.recordBytes();
        byte[] centreRecords = new byte[count * recordBytes];
        float[][] centres = new float[count][];
        int[] counts = new int[count];
        float[] lengths = new float[count];
        List<byte[]> blocks = new ArrayList<>();
        VectorQuantiser quantiser = quantisation.quantiser(quantisation.centre());
        int idBits = HnswGraph.bitsFor(vectors.size());
        for (int i = 0; i < count; i++) {
            int[] nodes = members.get(i);
            centres[i] = clusters.centre(clusterOf.get(i));
            counts[i] = nodes.length;
            lengths[i] = meanScore(nodes, centres[i]);
            quantiser.encode(centres[i], quantisation.unit(), centreRecords, i * recordBytes);
            VectorQuantiser ofPartition = quantisation.quantiser(quantiser.decode(lengths[i]));
            byte[] records = new byte[nodes.length * recordBytes];
            for (int j = 0; j < nodes.length; j++) {
                ofPartition.encode(vectors.row(nodes[j]), quantisation.unit(), records, j * recordBytes);
            }
            blocks.add(new ByteSink((int) Partitions.blockBytes(nodes.length, recordBytes, vectors.size()))
                    .putBytes(records)
                    .putPacked(nodes, nodes.length, idBits)
                    .toByteArray());
        }
        file.addRaw(
                IndexFormat.SECTION_VECTORS,
                VectorSection.write(quantisation.table(count, HeapRegion.of(centreRecords), HeapRegion.allocate(0))));
        if (count >= MIN_GRAPH) {
            HnswOptions small = new HnswOptions(GRAPH_M, hnsw.efConstruction(), hnsw.seed(), hnsw.threads());
            FloatVectors rows = new FloatVectors(centres, vectors.dimensions());
            file.addRaw(IndexFormat.SECTION_GRAPH, GraphSection.write(HnswBuilder.build(rows, small)));
        }
        Partitions partitions =
                new Partitions(vectors.size(), wanted(vectors.size()), counts, lengths, new Count(count));
        file.addRaw(IndexFormat.SECTION_PARTITION_INDEX, PartitionIndexSection.write(partitions));
        file.addRawBlocks(IndexFormat.SECTION_PARTITIONS, blocks);
    }

    private float meanScore(int[] nodes, float[] centre) {
        double sum = 0;
        for (int node : nodes) {
            sum += FloatVectors.dot(vectors.row(node), centre);
        }
        return (float) (sum / nodes.length);
    }

    /** The number of blocks, before there are any. */
    private record Count(int count) implements BlockSource {
        @Override
        public ByteRegion block(int ordinal) {
            throw new IllegalStateException("The blocks are not written yet");
        }
    }
}
