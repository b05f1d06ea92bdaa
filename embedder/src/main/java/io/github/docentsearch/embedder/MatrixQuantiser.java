package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.model.Float16;
import io.github.docentsearch.model.PackedMatrix;

/**
 * Rounds a float matrix to a {@link PackedMatrix}.
 *
 * <p>The row's scale maps its largest magnitude to 127 (or to what the codes and multipliers can express). With fewer than 8
 * bits, each group takes the multiplier that leaves the least squared error: a larger one reaches the group's largest
 * weights, a smaller one rounds the many small weights less.
 */
final class MatrixQuantiser {
    private static final int GROUP = PackedMatrix.GROUP;

    private MatrixQuantiser() {}

    /** Writes {@code weights}, [rows][columns], with codes of {@code bits} bits, 3 to 8. */
    static void write(float[] weights, int rows, int columns, int bits, ByteSink out) {
        float[] scales = new float[rows];
        byte[] multipliers = new byte[rows * (columns / GROUP)];
        byte[] codes = new byte[rows * columns];
        for (int r = 0; r < rows; r++) {
            float max = 0;
            for (int c = 0; c < columns; c++) {
                max = Math.max(max, Math.abs(weights[r * columns + c]));
            }
            int most = bits == 8 ? 127 : Math.min(127, ((1 << bits - 1) - 1) * maxMultiplier(bits));
            scales[r] = Float16.toFloat(Float16.fromFloat(max / most));
            for (int c = 0; c < columns; c += GROUP) {
                int at = r * columns + c;
                int multiplier = bits == 8 ? 1 : bestMultiplier(weights, at, scales[r], bits);
                multipliers[at / GROUP] = (byte) multiplier;
                for (int i = at; i < at + GROUP; i++) {
                    codes[i] = (byte) code(weights[i], scales[r] * multiplier, bits);
                }
            }
        }
        PackedMatrix.write(rows, columns, bits, scales, multipliers, codes, out);
    }

    /** The largest multiplier with which every code still gives an integer of 8 bits. */
    private static int maxMultiplier(int bits) {
        return Math.min(PackedMatrix.MAX_MULTIPLIER, 128 >> bits - 1);
    }

    private static int bestMultiplier(float[] weights, int at, float scale, int bits) {
        int best = 1;
        double leastError = Double.MAX_VALUE;
        for (int multiplier = 1; multiplier <= maxMultiplier(bits); multiplier++) {
            float step = scale * multiplier;
            double error = 0;
            for (int i = at; i < at + GROUP; i++) {
                double difference = weights[i] - step * code(weights[i], step, bits);
                error += difference * difference;
            }
            if (error < leastError) {
                leastError = error;
                best = multiplier;
            }
        }
        return best;
    }

    private static int code(float weight, float step, int bits) {
        int least = bits == 8 ? -127 : -(1 << bits - 1);
        int most = (1 << bits - 1) - 1;
        return step == 0 ? 0 : Math.max(least, Math.min(most, Math.round(weight / step)));
    }
}
