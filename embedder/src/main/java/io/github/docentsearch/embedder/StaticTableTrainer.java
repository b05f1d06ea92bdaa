package io.github.docentsearch.embedder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fits a vector to each word piece, so that the sum of a text's vectors points where the model's vector of the text points.
 *
 * <p>First by ridge regression: with X the texts' counts of pieces, each row divided by the root of the text's length, and Y
 * the model's vectors, it finds the table W that makes
 *
 * <pre>  |X W - Y|² + λ |W - P|²</pre>
 *
 * least, where P, the prior, holds the model's vector of each piece alone: a piece that the site does not use keeps it. The
 * solution, (XᵀX + λ) (W - P) = Xᵀ(Y - X P), is found by conjugate gradients (Hestenes and Stiefel 1952), for each column of
 * its own, X being sparse. Then a few rounds of stochastic gradient ascent turn every text's sum further towards its vector,
 * as only the direction counts: the gradient of the cosine of f and y, both seen as unit vectors, is (y - f cos) / |f|.
 *
 * <p>The same texts and vectors give the same bits, whatever the number of threads.
 */
final class StaticTableTrainer {
    /** λ: how many sightings of a piece weigh as much as the prior. */
    private static final float RIDGE = 1.5f;

    private static final int CONJUGATE_GRADIENT_STEPS = 24;
    private static final int EPOCHS = 8;
    private static final float FIRST_RATE = 0.08f;

    /** Columns that one task solves for; small enough for the caches. */
    private static final int SLICE = 64;

    private final int pieces;
    private final int dimensions;
    private final int[][] texts;
    private final float[][] vectors;
    private final float[] prior;

    /**
     * @param texts ordinals of each text's pieces, {@code [CLS]} and {@code [SEP]} included, at least one
     * @param vectors of unit length, one a text
     * @param prior [pieces][dimensions]
     */
    StaticTableTrainer(int pieces, int dimensions, int[][] texts, float[][] vectors, float[] prior) {
        this.pieces = pieces;
        this.dimensions = dimensions;
        this.texts = texts;
        this.vectors = vectors;
        this.prior = prior;
    }

    /** The table, [pieces][dimensions]. */
    float[] train(int threads) {
        float[] table = new float[pieces * dimensions];
        float scale = priorScale();
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < dimensions; from += SLICE) {
            int first = from;
            int width = Math.min(SLICE, dimensions - from);
            tasks.add(() -> solve(first, width, scale, table));
        }
        runAll(tasks, threads);
        float[] turned = table.clone();
        turn(turned);
        // On few or strange texts the ascent may overshoot; then the regression alone is the better table.
        return meanCosine(turned) > meanCosine(table) ? turned : table;
    }

    /** The factor that brings the prior's sums nearest to the vectors: sums of pieces are longer than one of them. */
    private float priorScale() {
        double product = 0;
        double square = 0;
        float[] sum = new float[dimensions];
        for (int i = 0; i < texts.length; i++) {
            sum(texts[i], prior, sum);
            float root = (float) Math.sqrt(texts[i].length);
            for (int d = 0; d < dimensions; d++) {
                double value = sum[d] / root;
                product += value * vectors[i][d];
                square += value * value;
            }
        }
        return square == 0 ? 1 : (float) (product / square);
    }

    private double meanCosine(float[] table) {
        double mean = 0;
        float[] sum = new float[dimensions];
        for (int i = 0; i < texts.length; i++) {
            sum(texts[i], table, sum);
            double square = 0;
            double product = 0;
            for (int d = 0; d < dimensions; d++) {
                square += (double) sum[d] * sum[d];
                product += (double) sum[d] * vectors[i][d];
            }
            mean += square == 0 ? 0 : product / Math.sqrt(square) / texts.length;
        }
        return mean;
    }

    private void sum(int[] text, float[] table, float[] sum) {
        Arrays.fill(sum, 0);
        for (int piece : text) {
            int row = piece * dimensions;
            for (int d = 0; d < dimensions; d++) {
                sum[d] += table[row + d];
            }
        }
    }

    /** Conjugate gradients for the columns {@code first} to {@code first + width - 1}, each with steps of its own. */
    private void solve(int first, int width, float priorScale, float[] table) {
        float[] scaledPrior = new float[pieces * width];
        for (int p = 0; p < pieces; p++) {
            for (int d = 0; d < width; d++) {
                scaledPrior[p * width + d] = prior[p * dimensions + first + d] * priorScale;
            }
        }
        float[] residual = new float[pieces * width];
        float[] sum = new float[width];
        for (int i = 0; i < texts.length; i++) {
            float weight = 1f / (float) Math.sqrt(texts[i].length);
            multiplyRow(texts[i], scaledPrior, width, sum);
            for (int d = 0; d < width; d++) {
                sum[d] = (vectors[i][first + d] - sum[d] * weight) * weight;
            }
            addToRows(texts[i], sum, width, residual);
        }
        float[] solution = new float[pieces * width];
        float[] direction = residual.clone();
        float[] image = new float[pieces * width];
        double[] squares = columnProducts(residual, residual, width);
        for (int step = 0; step < CONJUGATE_GRADIENT_STEPS; step++) {
            normalMatrixTimes(direction, width, image);
            double[] curvature = columnProducts(direction, image, width);
            float[] length = new float[width];
            for (int d = 0; d < width; d++) {
                length[d] = curvature[d] > 0 ? (float) (squares[d] / curvature[d]) : 0;
            }
            for (int at = 0; at < solution.length; at += width) {
                for (int d = 0; d < width; d++) {
                    solution[at + d] += length[d] * direction[at + d];
                    residual[at + d] -= length[d] * image[at + d];
                }
            }
            double[] next = columnProducts(residual, residual, width);
            for (int d = 0; d < width; d++) {
                length[d] = squares[d] > 0 ? (float) (next[d] / squares[d]) : 0;
            }
            for (int at = 0; at < solution.length; at += width) {
                for (int d = 0; d < width; d++) {
                    direction[at + d] = residual[at + d] + length[d] * direction[at + d];
                }
            }
            squares = next;
        }
        for (int p = 0; p < pieces; p++) {
            for (int d = 0; d < width; d++) {
                table[p * dimensions + first + d] = scaledPrior[p * width + d] + solution[p * width + d];
            }
        }
    }

    /** image = (XᵀX + λ) direction. */
    private void normalMatrixTimes(float[] direction, int width, float[] image) {
        for (int at = 0; at < image.length; at++) {
            image[at] = RIDGE * direction[at];
        }
        float[] sum = new float[width];
        for (int[] text : texts) {
            float weight = 1f / text.length;
            multiplyRow(text, direction, width, sum);
            for (int d = 0; d < width; d++) {
                sum[d] *= weight;
            }
            addToRows(text, sum, width, image);
        }
    }

    private static void multiplyRow(int[] text, float[] matrix, int width, float[] sum) {
        Arrays.fill(sum, 0);
        for (int piece : text) {
            int row = piece * width;
            for (int d = 0; d < width; d++) {
                sum[d] += matrix[row + d];
            }
        }
    }

    private static void addToRows(int[] text, float[] values, int width, float[] matrix) {
        for (int piece : text) {
            int row = piece * width;
            for (int d = 0; d < width; d++) {
                matrix[row + d] += values[d];
            }
        }
    }

    private static double[] columnProducts(float[] a, float[] b, int width) {
        double[] products = new double[width];
        for (int at = 0; at < a.length; at += width) {
            for (int d = 0; d < width; d++) {
                products[d] += (double) a[at + d] * b[at + d];
            }
        }
        return products;
    }

    /** Turns each text's sum towards its vector, text by text in a shuffled order, by smaller and smaller steps. */
    private void turn(float[] table) {
        int[] order = new int[texts.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Random random = new Random(1);
        float[] sum = new float[dimensions];
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (int i = order.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[other];
                order[other] = swapped;
            }
            float rate = FIRST_RATE * (EPOCHS - epoch) / EPOCHS;
            for (int i : order) {
                turn(texts[i], vectors[i], rate, table, sum);
            }
        }
    }

    private void turn(int[] text, float[] vector, float rate, float[] table, float[] sum) {
        sum(text, table, sum);
        float square = 0;
        float product = 0;
        for (int d = 0; d < dimensions; d++) {
            square += sum[d] * sum[d];
            product += sum[d] * vector[d];
        }
        if (square == 0) {
            return;
        }
        float length = (float) Math.sqrt(square);
        float cosine = product / length;
        // Scaled by the sum's length, a step turns long sums and short ones by the same angle.
        float step = rate * length / text.length;
        for (int d = 0; d < dimensions; d++) {
            sum[d] = step * (vector[d] - sum[d] / length * cosine);
        }
        addToRows(text, sum, dimensions, table);
    }

    private static void runAll(List<Runnable> tasks, int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (Runnable task : tasks) {
                futures.add(executor.submit(task));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("Interrupted while fitting the static table.", e);
        } catch (ExecutionException e) {
            throw new ModelException("Fitting the static table failed: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
