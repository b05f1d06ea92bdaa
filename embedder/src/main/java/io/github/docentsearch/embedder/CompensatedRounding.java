package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.model.ByteMatrix;
import io.github.docentsearch.model.Float16;

/**
 * Rounds a linear layer so that its outputs, rather than its weights, stay near to what they were.
 *
 * <p>Column by column, what was lost by rounding those before is added to the next ones as far as the inputs go together (error
 * feedback: Frantar et al. 2022, GPTQ; Chee et al. 2023, QuIP). What remains on average goes into the bias.
 */
final class CompensatedRounding {
    private static final int ROWS_PER_TASK = 16;
    private static final int LANES = 8;

    private final Workers workers;

    CompensatedRounding(Workers workers) {
        this.workers = workers;
    }

    /**
     * Writes matrix and biases.
     *
     * @param step see {@link MatrixQuantiser#scale}
     */
    void write(BertWeights.Linear linear, InputMoments inputs, float step, ByteSink out) throws InterruptedException {
        int columns = linear.columns();
        byte[] codes = new byte[linear.rows() * columns];
        float[] scales = new float[linear.rows()];
        float[] biases = linear.biases().clone();
        workers.run(linear.rows(), ROWS_PER_TASK, (from, to) -> {
            float[] errors = new float[columns];
            for (int r = from; r < to; r++) {
                scales[r] = MatrixQuantiser.scale(linear.weights(), r * columns, columns, step);
                biases[r] += round(linear.weights(), r * columns, scales[r], inputs, errors, codes);
            }
        });
        ByteMatrix.write(codes, scales, out);
        for (float bias : biases) {
            out.putU16(Float16.fromFloat(bias));
        }
    }

    /** Rounds the row that begins at {@code at}; answers with what the bias must make up for. */
    private static float round(
            float[] weights, int at, float scale, InputMoments inputs, float[] errors, byte[] codes) {
        int[] order = inputs.order();
        float shift = 0;
        for (int k = 0; k < order.length; k++) {
            int i = at + order[k];
            float wanted = weights[i] + dot(errors, inputs.feedback(), k * order.length, k);
            codes[i] = MatrixQuantiser.code(wanted, scale);
            errors[k] = weights[i] - scale * codes[i];
            shift += errors[k] * inputs.mean()[order[k]];
        }
        return shift;
    }

    /** Sums in lanes, which the JVM can compute at the same time. */
    private static float dot(float[] errors, float[] feedback, int at, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int whole = count / LANES * LANES;
        for (int j = 0; j < whole; j += LANES) {
            a += errors[j] * feedback[at + j];
            b += errors[j + 1] * feedback[at + j + 1];
            c += errors[j + 2] * feedback[at + j + 2];
            d += errors[j + 3] * feedback[at + j + 3];
            e += errors[j + 4] * feedback[at + j + 4];
            f += errors[j + 5] * feedback[at + j + 5];
            g += errors[j + 6] * feedback[at + j + 6];
            h += errors[j + 7] * feedback[at + j + 7];
        }
        for (int j = whole; j < count; j++) {
            a += errors[j] * feedback[at + j];
        }
        return a + b + (c + d) + (e + f + (g + h));
    }
}
