package io.github.docentsearch.vector;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;

/**
 * Scores the vectors of a table against one query. {@link #prepare} a query first; nothing is allocated after construction.
 *
 * <p>Not for several threads at once: the scratch memory belongs to the scorer, and is overwritten by each call.
 */
public final class VectorScorer extends NodeScorer {
    private final VectorTable table;
    private final VectorKernels kernels;
    private final Rotation rotation;
    private final int encoding;
    private final int lanes;
    private final ByteRegion records;

    /** 16 levels, the query as bytes, the query as 16-bit integers: see {@link VectorKernels}. */
    private final WritableRegion query;
    /** Shape [MAX_BATCH], ordinals. */
    private final WritableRegion nodeRegion;
    /** Shape [MAX_BATCH], what the kernels answer. */
    private final WritableRegion sums;

    private final float[] turned;
    /** The query as it goes into {@link #query}, four bytes in one. */
    private final int[] prepared;

    private final int[] oneNode = new int[1];
    private final float[] oneScore = new float[1];
    private float queryScale;
    private float centreScore;

    VectorScorer(VectorTable table, VectorKernels kernels, Allocator allocator) {
        this.table = table;
        this.kernels = kernels;
        encoding = table.encoding();
        lanes = table.lanes();
        records = table.records();
        rotation = new Rotation(lanes, table.rotationSeed());
        turned = new float[lanes];
        prepared = new int[(VectorEncoding.LEVELS + 3 * lanes) / 4];
        query = allocator.allocate(VectorEncoding.LEVELS + 3 * lanes);
        nodeRegion = allocator.allocate(4 * MAX_BATCH);
        sums = allocator.allocate(4 * MAX_BATCH);
        byte[] levels = table.levels();
        for (int i = 0; i < levels.length; i++) {
            prepared[i >> 2] |= (levels[i] & 0xFF) << 8 * (i & 3);
        }
    }

    /** The table that is scored. */
    public VectorTable table() {
        return table;
    }

    /**
     * Makes {@code vector} the query that all later calls score against.
     *
     * @param vector shape [dimensions], of unit length for scores that are cosines
     * @throws IllegalArgumentException if its length is wrong, or it holds a value that is not finite, or only zeros
     */
    public void prepare(float[] vector) {
        int dimensions = table.dimensions();
        if (vector.length != dimensions) {
            throw new IllegalArgumentException("The query vector has " + vector.length + " dimensions, the index has "
                    + dimensions + ": embed the query with the index's own model");
        }
        boolean zero = true;
        for (int i = 0; i < dimensions; i++) {
            float value = vector[i];
            // False for NaN and for infinities
            if (!(value - value == 0)) {
                throw new IllegalArgumentException("The query vector's value " + i + " is not a finite number");
            }
            zero &= value == 0;
            turned[i] = value;
        }
        if (zero) {
            throw new IllegalArgumentException("The query vector is all zeros, so nothing is near to it");
        }
        for (int i = dimensions; i < lanes; i++) {
            turned[i] = 0;
        }
        kernels.turn(rotation, turned);
        float[] centre = table.centre();
        float dot = 0;
        float max = 0;
        for (int i = 0; i < lanes; i++) {
            float value = turned[i];
            dot += value * centre[i];
            max = value > max ? value : -value > max ? -value : max;
        }
        centreScore = dot;
        queryScale = max / 127;
        // A maximum below the smallest normal float would make this infinite; such a query is as good as zero.
        float inverse = max < 1e-30f ? 0 : 127 / max;
        int narrow = VectorEncoding.LEVELS / 4;
        int wide = narrow + lanes / 4;
        for (int i = 0; i < lanes; i += 4) {
            int a = round(turned[i] * inverse);
            int b = round(turned[i + 1] * inverse);
            int c = round(turned[i + 2] * inverse);
            int d = round(turned[i + 3] * inverse);
            prepared[narrow++] = a & 0xFF | (b & 0xFF) << 8 | (c & 0xFF) << 16 | d << 24;
            prepared[wide++] = a & 0xFFFF | b << 16;
            prepared[wide++] = c & 0xFFFF | d << 16;
        }
        query.putInts(0, prepared, prepared.length);
    }

    /** The prepared query, as {@link VectorKernels} want it. */
    public ByteRegion query() {
        return query;
    }

    /** What a kernel's score is multiplied with, before {@link #summand} is added, to make the node's score. */
    public float scale() {
        return queryScale;
    }

    /** The part of every node's score that comes from the vectors' centre. */
    public float summand() {
        return centreScore;
    }

    @Override
    public void score(int[] nodes, int count, float[] scores) {
        nodeRegion.putInts(0, nodes, count);
        kernels.scoreNodes(encoding, records, lanes, query, nodeRegion, count, sums);
        finish(count, centreScore, scores);
    }

    /**
     * Scores {@code count} nodes from ordinal {@code first} on.
     *
     * @param count at most {@link #MAX_BATCH}
     * @param scores receives {@code count} scores
     */
    public void scoreRun(int first, int count, float[] scores) {
        kernels.scoreRun(encoding, records, lanes, query, first, count, sums);
        finish(count, centreScore, scores);
    }

    /**
     * Scores records that lie elsewhere and are centred elsewhere.
     *
     * @param run records like those of the table, at least {@code first + count}
     * @param centre score of what they are centred at
     */
    public void scoreRun(ByteRegion run, int first, int count, float centre, float[] scores) {
        kernels.scoreRun(encoding, run, lanes, query, first, count, sums);
        finish(count, centre, scores);
    }

    /**
     * Scores nodes by the most exact records that the table has: its second ones, if it has them.
     *
     * @param count at most {@link #MAX_BATCH}
     */
    public void rescore(int[] nodes, int count, float[] scores) {
        if (!table.isRescored()) {
            score(nodes, count, scores);
            return;
        }
        nodeRegion.putInts(0, nodes, count);
        kernels.scoreNodes(VectorEncoding.INT8, table.rescoringRecords(), lanes, query, nodeRegion, count, sums);
        finish(count, centreScore, scores);
    }

    /** The score of one node by its most exact record: its dot product with the query, about the cosine. */
    public float score(int node) {
        if (node < 0 || node >= table.size()) {
            throw new IllegalArgumentException("No vector " + node + ", there are " + table.size());
        }
        oneNode[0] = node;
        rescore(oneNode, 1, oneScore);
        return oneScore[0];
    }

    private static int round(float value) {
        return (int) (value < 0 ? value - 0.5f : value + 0.5f);
    }

    private void finish(int count, float centre, float[] scores) {
        sums.readFloats(0, scores, count);
        float scale = queryScale;
        for (int i = 0; i < count; i++) {
            scores[i] = centre + scale * scores[i];
        }
    }
}
