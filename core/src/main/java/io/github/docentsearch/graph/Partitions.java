package io.github.docentsearch.graph;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.vector.NodeScorer;
import io.github.docentsearch.vector.VectorTable;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a large site in partitions of near ones, which are read one by one, as queries need them. Each has a centre,
 * a record of a {@link VectorTable}. Partitions that are alike stand side by side, so that those near to a query are few ranges.
 *
 * <p>A partition's block holds its records, each the difference to {@code length} times the centre, and then their nodes, packed.
 * A node may stand in two partitions.
 */
public final class Partitions {
    private final int size;
    private final int wanted;
    private final int[] counts;
    private final float[] lengths;
    private final BlockSource blocks;
    private final int idBits;

    /**
     * @param size nodes, of which each is in a partition
     * @param wanted vectors that a query scores at least, if there are so many
     * @param counts records of each partition, at most {@link NodeScorer#MAX_BATCH}
     * @param lengths of the vectors that the records are centred at, along the centres
     * @param blocks one of each partition
     * @throws MalformedIndexException if there are not as many blocks as partitions
     */
    public Partitions(int size, int wanted, int[] counts, float[] lengths, BlockSource blocks) {
        if (blocks.count() != counts.length) {
            throw new MalformedIndexException("There are not as many blocks as partitions", 0);
        }
        this.size = size;
        this.wanted = wanted;
        this.counts = counts;
        this.lengths = lengths;
        this.blocks = blocks;
        idBits = HnswGraph.bitsFor(size);
    }

    /** Bytes of a partition's block. */
    public static long blockBytes(int count, int recordBytes, int size) {
        return (long) count * recordBytes + HnswGraph.listBytes(count, HnswGraph.bitsFor(size));
    }

    /** Nodes, of which each is in a partition, some in two. */
    public int size() {
        return size;
    }

    /** Vectors that a query scores at least, if there are so many. */
    public int wanted() {
        return wanted;
    }

    /** Number of partitions. */
    public int count() {
        return counts.length;
    }

    /** Records of a partition. */
    public int count(int partition) {
        return counts[partition];
    }

    /** Length of the vector that a partition's records are centred at. */
    public float length(int partition) {
        return lengths[partition];
    }

    /** A partition's records and nodes, or {@code null} if they must be fetched first. */
    @Nullable
    ByteRegion block(int partition) {
        return blocks.block(partition);
    }

    /**
     * Copies the nodes of a partition's records, as many as it has. They come behind the records, so if they are there, these are.
     *
     * @throws MalformedIndexException if they are not all there, or one is no node
     */
    void nodes(ByteRegion block, int partition, int recordBytes, int[] target) {
        int count = counts[partition];
        block.readPacked(count * recordBytes, 0, idBits, target, count);
        for (int i = 0; i < count; i++) {
            if (target[i] >= size) {
                throw new MalformedIndexException("A partition has a node that is none", 0);
            }
        }
    }
}
