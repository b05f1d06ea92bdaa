package io.github.docentsearch.model;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;

/**
 * The bulk arithmetic of the forward pass; a seam between the platforms.
 *
 * <p>{@link PlainMatrixKernels} defines the results; every other implementation gives the same to the bit: integers are
 * exact, and where floats are added the order is fixed. Sums over a row go into four lanes, element i into lane i mod 4,
 * which are added as (lane 0 + lane 1) + (lane 2 + lane 3). Only + - × ÷ and √ are used, rounded after each.
 *
 * <p>All regions hold the shapes that are named, row by row, without gaps, and begin at multiples of 16 bytes; widths are
 * multiples of 32, those of a head multiples of 4.
 */
public interface MatrixKernels {
    /**
     * The largest input of a linear layer as an integer: as large as 32-bit sums of 4,096 products with 8-bit weights allow.
     * With 127, inputs of which few are far larger than all others, as some models have, would lose most of what they say.
     */
    int MAX_ACTIVATION = 4095;

    /**
     * A linear layer on integers: {@code output[t][r] = (Σ_c weights[r][c] · activations[t][c]) · (rowScales[r] ·
     * tokenScales[t]) + biases[r]}. The sum is a 32-bit integer.
     *
     * @param weights i8[rows][columns]
     * @param rowScales f32[rows]
     * @param biases f32[rows]
     * @param activations i16[tokens][columns], values from -{@link #MAX_ACTIVATION} to {@link #MAX_ACTIVATION}
     * @param tokenScales f32[tokens]
     * @param output f32[tokens][rows]
     */
    void linear(
            ByteRegion weights,
            ByteRegion rowScales,
            ByteRegion biases,
            ByteRegion activations,
            ByteRegion tokenScales,
            WritableRegion output,
            int rows,
            int columns,
            int tokens);

    /**
     * Rounds each token's values to integers: {@code output = round(values · (4095 / max))}, ties to even, and {@code
     * scales = max / 4095}, where max is the token's largest magnitude. A token of zeros stays so, with scale 0.
     *
     * @param values f32[tokens][columns]
     * @param output i16[tokens][columns]
     * @param scales f32[tokens]
     */
    void quantise(ByteRegion values, WritableRegion output, WritableRegion scales, int columns, int tokens);

    /** Replaces each of {@code count} f32 values x by {@link Approximations#gelu gelu(x)}. */
    void gelu(WritableRegion values, int count);

    /**
     * Adds {@code residual} to {@code values} and normalises each token: {@code (x - mean) · (1 / √(variance + epsilon)) ·
     * weights + biases}.
     *
     * @param values f32[tokens][columns], read and overwritten
     * @param residual f32[tokens][columns]
     * @param weights f32[columns]
     * @param biases f32[columns]
     */
    void addAndNormalise(
            WritableRegion values,
            ByteRegion residual,
            ByteRegion weights,
            ByteRegion biases,
            float epsilon,
            int columns,
            int tokens);

    /**
     * Attention of every token to every token, head by head: {@code output[t] = Σ_u softmax_u(queries[t] · keys[u] /
     * √headSize) · values[u]}. The softmax subtracts the largest score first; its sum runs over u in order, and the
     * output is divided by it last.
     *
     * @param queries f32[tokens][columns], like keys, values and output; head h has columns from h · headSize on
     * @param scores f32[tokens], scratch
     */
    void attend(
            ByteRegion queries,
            ByteRegion keys,
            ByteRegion values,
            WritableRegion scores,
            WritableRegion output,
            int headSize,
            int columns,
            int tokens);
}
