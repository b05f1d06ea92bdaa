package io.github.docentsearch.embedder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The parts of the fit, on made-up texts whose best table is known. */
class StaticTableTrainerTest {
    private static final int PIECES = 40;
    private static final int DIMENSIONS = 12;
    private static final int TEXTS = 600;
    private static final long SEED = 5;

    @Test
    void theMapMakesTheGradientOfTheRegularisedErrorZero() throws InterruptedException {
        Random random = new Random(SEED);
        float[][] inputs = gaussian(random, TEXTS);
        float[][] targets = gaussian(random, TEXTS);
        double[] map;
        try (Workers workers = new Workers("test", 2)) {
            map = RidgeRegression.fit(inputs, targets, DIMENSIONS, workers);
        }

        for (int i = 0; i < DIMENSIONS; i++) {
            for (int j = 0; j < DIMENSIONS; j++) {
                double gradient = map[i * DIMENSIONS + j];
                for (int k = 0; k < TEXTS; k++) {
                    double error = -targets[k][j];
                    for (int d = 0; d < DIMENSIONS; d++) {
                        error += inputs[k][d] * map[d * DIMENSIONS + j];
                    }
                    gradient += inputs[k][i] * error;
                }
                assertEquals(0, gradient, 1e-8, "seed " + SEED);
            }
        }
    }

    @Test
    void theTableComesNearToTheOneThatMadeTheVectors() throws InterruptedException {
        Made made = new Made(new Random(SEED));

        float[] table = new StaticTableTrainer(DIMENSIONS, made.texts, made.vectors, made.alone).train(2);

        double before = meanCosine(made.alone, made);
        double after = meanCosine(table, made);
        assertTrue(before < 0.8 && after > 0.97, before + ", then " + after + ", seed " + SEED);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() throws InterruptedException {
        Made made = new Made(new Random(SEED));
        StaticTableTrainer trainer = new StaticTableTrainer(DIMENSIONS, made.texts, made.vectors, made.alone);

        assertArrayEquals(trainer.train(1), trainer.train(5));
    }

    /** Texts whose vectors are sums of a hidden table's rows; what is known of the rows is disturbed. */
    private static final class Made {
        final int[][] texts = new int[TEXTS][];
        final float[][] vectors = new float[TEXTS][DIMENSIONS];
        final float[] alone = new float[PIECES * DIMENSIONS];

        Made(Random random) {
            float[] hidden = new float[PIECES * DIMENSIONS];
            for (int i = 0; i < hidden.length; i++) {
                hidden[i] = (float) random.nextGaussian();
                alone[i] = hidden[i] + (float) random.nextGaussian();
            }
            for (int i = 0; i < TEXTS; i++) {
                texts[i] = random.ints(2 + random.nextInt(5), 0, PIECES).toArray();
                CosineAscent.sum(texts[i], hidden, DIMENSIONS, vectors[i]);
                double length = Math.sqrt(OnnxTextEmbedderTest.dot(vectors[i], vectors[i]));
                for (int d = 0; d < DIMENSIONS; d++) {
                    vectors[i][d] /= (float) length;
                }
            }
        }
    }

    private static double meanCosine(float[] table, Made made) {
        double mean = 0;
        float[] sum = new float[DIMENSIONS];
        for (int i = 0; i < TEXTS; i++) {
            CosineAscent.sum(made.texts[i], table, DIMENSIONS, sum);
            double length = Math.sqrt(OnnxTextEmbedderTest.dot(sum, sum));
            mean += OnnxTextEmbedderTest.dot(sum, made.vectors[i]) / length / TEXTS;
        }
        return mean;
    }

    private static float[][] gaussian(Random random, int rows) {
        float[][] matrix = new float[rows][DIMENSIONS];
        for (float[] row : matrix) {
            for (int d = 0; d < DIMENSIONS; d++) {
                row[d] = (float) random.nextGaussian();
            }
        }
        return matrix;
    }
}
