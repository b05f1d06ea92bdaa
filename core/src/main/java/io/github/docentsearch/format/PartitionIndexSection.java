package io.github.docentsearch.format;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.graph.Partitions;
import io.github.docentsearch.vector.NodeScorer;

/** The directory of partitioned vectors. Layout: see "PARTITION_INDEX section" in the package description. */
public final class PartitionIndexSection {
    /** Most partitions, as many as blocks that a head can describe. */
    private static final int MAX_PARTITIONS = IndexFormat.MAX_HEAD_SIZE / IndexFormat.BLOCK_ENTRY_SIZE;

    private PartitionIndexSection() {}

    /** The section's bytes. */
    public static byte[] write(Partitions partitions) {
        ByteSink out = new ByteSink();
        out.putVarint(partitions.size()).putVarint(partitions.wanted()).putVarint(partitions.count());
        for (int i = 0; i < partitions.count(); i++) {
            out.putVarint(partitions.count(i)).putFloat(partitions.length(i));
        }
        return out.toByteArray();
    }

    /**
     * @param blocks of the section PARTITIONS
     * @throws io.github.docentsearch.bytes.MalformedIndexException if a count exceeds its limit
     */
    public static Partitions read(ByteRegion in, BlockSource blocks) {
        ByteCursor cursor = new ByteCursor(in, 0);
        int size = cursor.nextCount(IndexFormat.MAX_CHUNKS);
        int wanted = cursor.nextCount(IndexFormat.MAX_CHUNKS);
        int[] counts = new int[cursor.nextCount(MAX_PARTITIONS)];
        float[] lengths = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = cursor.nextCount(NodeScorer.MAX_BATCH);
            lengths[i] = cursor.nextFloat();
        }
        return new Partitions(size, wanted, counts, lengths, blocks);
    }
}
