package io.github.docentsearch.vector;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;

/**
 * The inner loops over stored vectors; a seam between the platforms: {@link PlainVectorKernels} on the JVM, SIMD over
 * linear memory in the browser. Both give the same bits: the sum of products is an integer, its product with the record's
 * scale one rounding.
 *
 * <p>{@code query} is laid out as {@link VectorScorer} prepares it: 16 bytes of levels (signed), then one signed byte per
 * lane, then the same lanes again as little-endian 16-bit integers, for kernels that want them widened. {@code records} holds
 * records of {@link VectorEncoding#recordBytes} bytes without gaps.
 */
public interface VectorKernels {
    /**
     * Scores the records that {@code nodes} lists: {@code scores[i] = scale(node) * sum over lanes of query * value}.
     *
     * @param encoding one of {@link VectorEncoding}
     * @param lanes a multiple of 32
     * @param nodes shape [count], 32-bit ordinals that the caller has checked to be inside {@code records}
     * @param scores shape [count], floats
     */
    void scoreNodes(
            int encoding,
            ByteRegion records,
            int lanes,
            ByteRegion query,
            ByteRegion nodes,
            int count,
            WritableRegion scores);

    /** Scores the {@code count} records from ordinal {@code first} on, as {@link #scoreNodes} does. */
    void scoreRun(
            int encoding, ByteRegion records, int lanes, ByteRegion query, int first, int count, WritableRegion scores);

    /** Turns a query, shape [lanes], in place, as {@link Rotation} tells. */
    void turn(Rotation rotation, float[] query);
}
