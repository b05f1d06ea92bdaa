package io.github.docentsearch.embedder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.embedder.InputRecorder.Input;
import io.github.docentsearch.model.Float16;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rounding with feedback of errors, on made-up inputs whose columns go together. */
class CompensatedRoundingTest {
    private static final int ROWS = 24;
    private static final int COLUMNS = 32;
    private static final int TEXTS = 70;
    private static final int TOKENS = 7;
    private static final float STEP = 0.4f;
    private static final long SEED = 11;

    private final Random random = new Random(SEED);
    private final List<Input> inputs = inputs();
    private final BertWeights.Linear linear =
            new BertWeights.Linear(ROWS, COLUMNS, gaussian(ROWS * COLUMNS), gaussian(ROWS));

    /** Few hidden numbers make many columns, beside some noise and a mean. */
    private List<Input> inputs() {
        int hidden = 6;
        float[] mixing = gaussian(hidden * COLUMNS);
        List<Input> result = new ArrayList<>();
        for (int text = 0; text < TEXTS; text++) {
            short[] values = new short[TOKENS * COLUMNS];
            for (int t = 0; t < TOKENS; t++) {
                float[] source = gaussian(hidden);
                for (int c = 0; c < COLUMNS; c++) {
                    double value = 0.3 * random.nextGaussian() + 0.5 * c / COLUMNS;
                    for (int h = 0; h < hidden; h++) {
                        value += source[h] * mixing[h * COLUMNS + c];
                    }
                    values[t * COLUMNS + c] = (short) Math.round(value * 200);
                }
            }
            float[] scales = new float[TOKENS];
            Arrays.fill(scales, 1 / 200f);
            result.add(new Input(values, scales, COLUMNS));
        }
        return result;
    }

    private float[] gaussian(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private byte[] compensated(int threads) throws InterruptedException {
        ByteSink out = new ByteSink();
        try (Workers workers = new Workers("test", threads)) {
            new CompensatedRounding(workers).write(linear, InputMoments.of(inputs), STEP, out);
        }
        return out.toByteArray();
    }

    @Test
    void keepsOutputsNearerThanRoundingToTheNearestDoes() throws InterruptedException {
        ByteSink nearest = new ByteSink();
        TransformerSection.write(linear, STEP, nearest);

        double compensated = squaredError(compensated(2));
        double plain = squaredError(nearest.toByteArray());

        assertTrue(compensated < plain / 4, compensated + " instead of " + plain + ", seed " + SEED);
    }

    /** Of all outputs, by matrix, scales and biases as written. */
    private double squaredError(byte[] written) {
        HeapRegion region = HeapRegion.of(written);
        assertEquals(ROWS * (COLUMNS + 4), region.size());
        double error = 0;
        float[] x = new float[COLUMNS];
        for (Input input : inputs) {
            for (int t = 0; t < TOKENS; t++) {
                input.read(t, x);
                for (int r = 0; r < ROWS; r++) {
                    double scale = Float16.toFloat(region.getU16(ROWS * COLUMNS + r * 2));
                    double output = Float16.toFloat(region.getU16(ROWS * (COLUMNS + 2) + r * 2)) - linear.biases()[r];
                    for (int c = 0; c < COLUMNS; c++) {
                        int i = r * COLUMNS + c;
                        output += x[c] * (scale * region.getByte(i) - linear.weights()[i]);
                    }
                    error += output * output;
                }
            }
        }
        return error;
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() throws InterruptedException {
        assertArrayEquals(compensated(1), compensated(5));
    }

    @Test
    void theDecompositionGivesBackTheCovariance() {
        InputMoments moments = InputMoments.of(inputs);
        // Rows of (U + I) solve to errors that do not go together: their covariance must be diagonal.
        double[][] independent = new double[TEXTS * TOKENS][COLUMNS];
        float[] x = new float[COLUMNS];
        int token = 0;
        for (Input input : inputs) {
            for (int t = 0; t < TOKENS; t++) {
                input.read(t, x);
                double[] z = independent[token++];
                // x = (U + I) z, from the last column upwards
                for (int i = COLUMNS - 1; i >= 0; i--) {
                    z[i] = x[moments.order()[i]] - moments.mean()[moments.order()[i]];
                    for (int k = i + 1; k < COLUMNS; k++) {
                        z[i] -= moments.feedback()[k * COLUMNS + i] * z[k];
                    }
                }
            }
        }
        for (int i = 0; i < COLUMNS; i++) {
            for (int j = 0; j < i; j++) {
                assertTrue(Math.abs(correlation(independent, i, j)) < 0.2, i + ", " + j + ", seed " + SEED);
            }
        }
    }

    private static double correlation(double[][] samples, int i, int j) {
        double product = 0;
        double squaresI = 0;
        double squaresJ = 0;
        for (double[] sample : samples) {
            product += sample[i] * sample[j];
            squaresI += sample[i] * sample[i];
            squaresJ += sample[j] * sample[j];
        }
        return product / Math.sqrt(squaresI * squaresJ);
    }
}
