package io.github.docentsearch.vector;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.ByteRegion;

/** Quantised vectors, read in place: nothing is decoded until a query is scored. See the package description. */
public final class VectorTable {
    private final int encoding;
    private final int size;
    private final int dimensions;
    private final int rotationSeed;
    private final byte[] levels;
    private final float[] centre;
    private final ByteRegion records;
    private final ByteRegion rescoringRecords;

    /**
     * @param encoding one of {@link VectorEncoding}
     * @param size number of vectors, at least 0
     * @param dimensions length of a vector, at least 1
     * @param rotationSeed chooses the turn; 0 for none
     * @param levels shape [16]: signed levels (INT4), magnitudes 0 to 127 (INT5), not used by INT8
     * @param centre shape [lanes], turned like the vectors
     * @param records {@code size} records of {@link VectorEncoding#recordBytes} bytes
     * @param rescoringRecords {@code size} records of {@link VectorEncoding#rescoringBytes} bytes
     */
    public VectorTable(
            int encoding,
            int size,
            int dimensions,
            int rotationSeed,
            byte[] levels,
            float[] centre,
            ByteRegion records,
            ByteRegion rescoringRecords) {
        this.encoding = encoding;
        this.size = size;
        this.dimensions = dimensions;
        this.rotationSeed = rotationSeed;
        this.levels = levels;
        this.centre = centre;
        this.records = records;
        this.rescoringRecords = rescoringRecords;
        assert centre.length == lanes() && levels.length == VectorEncoding.LEVELS;
        assert records.size() == size * recordBytes();
        assert rescoringRecords.size() == size * VectorEncoding.rescoringBytes(encoding, lanes());
    }

    /** One of {@link VectorEncoding}. */
    public int encoding() {
        return encoding;
    }

    /** Number of vectors. */
    public int size() {
        return size;
    }

    /** Length of a vector and of a query. */
    public int dimensions() {
        return dimensions;
    }

    /** Stored coordinates of a vector: {@link #dimensions()} and padding. */
    public int lanes() {
        return VectorEncoding.lanes(dimensions);
    }

    /** Bytes of one vector's record. */
    public int recordBytes() {
        return VectorEncoding.recordBytes(encoding, lanes());
    }

    /** Chooses the turn; 0 means none. */
    public int rotationSeed() {
        return rotationSeed;
    }

    /** Shape [16], not copied. */
    public byte[] levels() {
        return levels;
    }

    /** The mean of the vectors, shape [lanes], turned; not copied. */
    public float[] centre() {
        return centre;
    }

    /** The records, one after another. */
    public ByteRegion records() {
        return records;
    }

    /** The second records, by which the best of a search are scored again; empty if the encoding has none. */
    public ByteRegion rescoringRecords() {
        return rescoringRecords;
    }

    /** Whether a search should score its best again, by {@link VectorScorer#rescore}. */
    public boolean isRescored() {
        return encoding == VectorEncoding.BIT1;
    }

    /**
     * A scorer of its own scratch memory; one per thread, made once, not per query.
     *
     * @param kernels the platform's
     * @param allocator gives memory that these kernels reach
     */
    public VectorScorer scorer(VectorKernels kernels, Allocator allocator) {
        return new VectorScorer(this, kernels, allocator);
    }
}
