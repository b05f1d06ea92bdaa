package io.github.docentsearch.script;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.model.PlainMatrixKernels;

/**
 * The plain kernels, but for the linear layer, where nearly all of the time goes: two rows by four tokens at a time, so that
 * six values read give eight products, in doubles, which JavaScript multiplies faster than integers. The sums are integers far
 * below 2^53, so they are exact.
 */
final class ScriptMatrixKernels extends PlainMatrixKernels {
    private static final int TOKENS = 4;

    /** Shape [tokens / 4][columns][4]: the activations, with tokens of zeros up to a multiple of four. */
    private double[] inputs = new double[0];

    @Override
    public void linear(
            ByteRegion weights,
            ByteRegion rowScales,
            ByteRegion biases,
            ByteRegion activations,
            ByteRegion tokenScales,
            WritableRegion output,
            int rows,
            int columns,
            int tokens) {
        int groups = (tokens + TOKENS - 1) / TOKENS;
        readInputs(activations, columns, tokens, groups);
        double[] in = inputs;
        byte[] bytes = ((HeapRegion) weights).array();
        int row = ((HeapRegion) weights).arrayOffset();
        double[] sums = new double[2 * TOKENS];
        for (int r = 0; r < rows; r += 2) {
            int at = 0;
            for (int token = 0; token < tokens; token += TOKENS) {
                double a0 = 0;
                double a1 = 0;
                double a2 = 0;
                double a3 = 0;
                double b0 = 0;
                double b1 = 0;
                double b2 = 0;
                double b3 = 0;
                for (int c = row; c < row + columns; c++) {
                    double a = bytes[c];
                    double b = bytes[c + columns];
                    double x0 = in[at];
                    double x1 = in[at + 1];
                    double x2 = in[at + 2];
                    double x3 = in[at + 3];
                    a0 += a * x0;
                    a1 += a * x1;
                    a2 += a * x2;
                    a3 += a * x3;
                    b0 += b * x0;
                    b1 += b * x1;
                    b2 += b * x2;
                    b3 += b * x3;
                    at += TOKENS;
                }
                sums[0] = a0;
                sums[1] = a1;
                sums[2] = a2;
                sums[3] = a3;
                sums[4] = b0;
                sums[5] = b1;
                sums[6] = b2;
                sums[7] = b3;
                int count = Math.min(TOKENS, tokens - token);
                finish(sums, 0, rowScales, biases, tokenScales, output, rows, r, token, count);
                finish(sums, TOKENS, rowScales, biases, tokenScales, output, rows, r + 1, token, count);
            }
            row += 2 * columns;
        }
    }

    private void readInputs(ByteRegion activations, int columns, int tokens, int groups) {
        int length = groups * columns * TOKENS;
        if (inputs.length < length) {
            inputs = new double[length];
        }
        for (int t = 0; t < groups * TOKENS; t++) {
            int at = t / TOKENS * columns * TOKENS + t % TOKENS;
            for (int c = 0; c < columns; c++) {
                inputs[at] = t < tokens ? (short) activations.getU16((t * columns + c) * 2) : 0;
                at += TOKENS;
            }
        }
    }

    /** Scales the sums of one row, from {@code first} on, and writes them. */
    private static void finish(
            double[] sums,
            int first,
            ByteRegion rowScales,
            ByteRegion biases,
            ByteRegion tokenScales,
            WritableRegion output,
            int rows,
            int row,
            int token,
            int count) {
        float rowScale = rowScales.getFloat(row * 4);
        float bias = biases.getFloat(row * 4);
        for (int i = 0; i < count; i++) {
            float scale = rowScale * tokenScales.getFloat((token + i) * 4);
            output.putFloat(((token + i) * rows + row) * 4, (float) sums[first + i] * scale + bias);
        }
    }
}
