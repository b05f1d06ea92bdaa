package io.github.docentsearch.embedder;

import java.util.Arrays;
import java.util.Random;

/**
 * Turns the sums of a table's rows towards given vectors: gradient ascent on the mean cosine.
 *
 * <p>The gradient of the cosine between a sum s and a unit vector y is (y - s cos / |s|) / |s|. Steps are those of Adam
 * (Kingma and Ba 2015), over shuffled batches, smaller and smaller. The table it starts from holds it back a little, so that
 * rows that few texts use do not learn these by heart.
 *
 * <p>The same texts and vectors give the same bits, whatever the number of threads.
 */
final class CosineAscent {
    private static final int EPOCHS = 6;
    private static final int MIN_BATCH = 16;
    private static final int MAX_BATCH = 1024;

    /** Steps of an epoch, if there are texts enough. */
    private static final int STEPS = 32;

    private static final float FIRST_STEP = 0.004f;
    private static final float MEAN_DECAY = 0.9f;
    private static final float SQUARE_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;

    /** How strongly a row is drawn back to where it began. */
    private static final float PULL = 0.03f;

    /** Texts, columns and rows that one task goes through. */
    private static final int TEXT_SLICE = 64;

    private static final int COLUMN_SLICE = 64;
    private static final int ROW_SLICE = 256;

    private final int[][] texts;
    private final float[][] vectors;
    private final float[] start;
    private final int dimensions;
    private final Workers workers;
    private final int batchSize;
    private final float[] table;
    private final float[] gradient;
    private final float[] mean;
    private final float[] square;
    private final float[][] batchGradients;

    /**
     * @param texts each text's rows of the table
     * @param vectors of unit length, one a text
     * @param start the table to begin with, [rows][dimensions]
     */
    CosineAscent(int[][] texts, float[][] vectors, float[] start, int dimensions, Workers workers) {
        this.texts = texts;
        this.vectors = vectors;
        this.start = start;
        this.dimensions = dimensions;
        this.workers = workers;
        batchSize = Math.max(MIN_BATCH, Math.min(MAX_BATCH, texts.length / STEPS));
        table = start.clone();
        gradient = new float[table.length];
        mean = new float[table.length];
        square = new float[table.length];
        batchGradients = new float[batchSize][dimensions];
    }

    /** The better table. */
    float[] run() throws InterruptedException {
        int[] order = new int[texts.length];
        Arrays.setAll(order, i -> i);
        Random random = new Random(1);
        int steps = EPOCHS * ((texts.length + batchSize - 1) / batchSize);
        int step = 0;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            shuffle(order, random);
            for (int from = 0; from < order.length; from += batchSize) {
                int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
                addGradients(batch);
                float rate = FIRST_STEP * (steps - step) / steps;
                step++;
                follow(rate, step);
            }
        }
        return table;
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
    }

    /** First each text's own gradient, then their sum over the texts that use a row: tasks share texts, then columns. */
    private void addGradients(int[] batch) throws InterruptedException {
        workers.run(batch.length, TEXT_SLICE, (from, to) -> {
            for (int i = from; i < to; i++) {
                differentiate(texts[batch[i]], vectors[batch[i]], batchGradients[i]);
            }
        });
        workers.run(dimensions, COLUMN_SLICE, (from, to) -> {
            for (int i = 0; i < batch.length; i++) {
                for (int row : texts[batch[i]]) {
                    int at = row * dimensions;
                    for (int d = from; d < to; d++) {
                        gradient[at + d] += batchGradients[i][d];
                    }
                }
            }
        });
    }

    private void differentiate(int[] text, float[] vector, float[] result) {
        sum(text, table, dimensions, result);
        float squares = 0;
        float product = 0;
        for (int d = 0; d < dimensions; d++) {
            squares += result[d] * result[d];
            product += result[d] * vector[d];
        }
        float length = (float) Math.sqrt(squares);
        if (length == 0) {
            Arrays.fill(result, 0);
            return;
        }
        float share = product / squares;
        for (int d = 0; d < dimensions; d++) {
            result[d] = (vector[d] - result[d] * share) / length;
        }
    }

    /** One step of Adam upwards; clears the gradient. */
    private void follow(float rate, int step) throws InterruptedException {
        float meanRate = rate / (1 - (float) Math.pow(MEAN_DECAY, step));
        float rootBias = 1 / (float) Math.sqrt(1 - (float) Math.pow(SQUARE_DECAY, step));
        workers.run(table.length / dimensions, ROW_SLICE, (from, to) -> {
            for (int at = from * dimensions; at < to * dimensions; at++) {
                float slope = gradient[at] - PULL * (table[at] - start[at]);
                gradient[at] = 0;
                mean[at] += (1 - MEAN_DECAY) * (slope - mean[at]);
                square[at] += (1 - SQUARE_DECAY) * (slope * slope - square[at]);
                table[at] += meanRate * mean[at] / ((float) Math.sqrt(square[at]) * rootBias + EPSILON);
            }
        });
    }

    /** The sum of a text's rows. */
    static void sum(int[] text, float[] table, int dimensions, float[] sum) {
        Arrays.fill(sum, 0);
        for (int row : text) {
            int at = row * dimensions;
            for (int d = 0; d < dimensions; d++) {
                sum[d] += table[at + d];
            }
        }
    }
}
