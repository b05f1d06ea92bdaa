package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.model.ByteMatrix;
import io.github.docentsearch.model.Float16;

/** Rounds a float matrix to a {@link ByteMatrix}, each weight to the nearest multiple of its row's scale. */
final class MatrixQuantiser {
    /** In place of a step: as fine as 8 bits allow. */
    static final float FINEST = 0;

    private static final int MAX_CODE = 127;

    private MatrixQuantiser() {}

    /**
     * Writes {@code weights}, [rows][columns].
     *
     * @param step see {@link #scale}
     */
    static void write(float[] weights, int rows, int columns, float step, ByteSink out) {
        float[] scales = new float[rows];
        byte[] codes = new byte[rows * columns];
        for (int r = 0; r < rows; r++) {
            scales[r] = scale(weights, r * columns, columns, step);
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                codes[i] = code(weights[i], scales[r]);
            }
        }
        ByteMatrix.write(codes, scales, out);
    }

    /**
     * The scale of a row: {@code step} times its standard deviation, but as much as its largest weight needs.
     *
     * <p>Weights have a bell shape, so the entropy of a code is log2(√(2πe) / step) bits, 2.05 - log2(step), and deflating comes
     * near to it. At the same number of bits, this rounds as finely as groups of 32 weights at a fixed number with a scale
     * of their own.
     */
    static float scale(float[] weights, int at, int columns, float step) {
        float max = 0;
        double squares = 0;
        for (int i = at; i < at + columns; i++) {
            max = Math.max(max, Math.abs(weights[i]));
            squares += weights[i] * weights[i];
        }
        float scale = Math.max(max / MAX_CODE, step * (float) Math.sqrt(squares / columns));
        return Float16.toFloat(Float16.fromFloat(scale));
    }

    static byte code(float weight, float scale) {
        return scale == 0 ? 0 : (byte) Math.max(-MAX_CODE, Math.min(MAX_CODE, Math.round(weight / scale)));
    }
}
