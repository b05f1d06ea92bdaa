package io.github.docentsearch.embedder;

import java.util.Arrays;

/**
 * Fits a vector to each word piece, so that the sum of a text's vectors points where the model's vector of the text points.
 *
 * <p>It starts from the model's vector of each piece alone. These lie elsewhere than vectors of texts, and common words weigh
 * as much as rare ones; {@linkplain RidgeRegression one linear map for all pieces}, fitted to the texts, mends most of that,
 * for pieces too that no text uses. Then {@linkplain CosineAscent each row is moved on its own}.
 *
 * <p>The same texts and vectors give the same bits, whatever the number of threads.
 */
final class StaticTableTrainer {
    /** Texts, or pieces, that one task goes through. */
    private static final int SLICE = 256;

    private final int dimensions;
    private final int[][] texts;
    private final float[][] vectors;
    private final float[] alone;

    /**
     * @param texts ordinals of each text's pieces, {@code [CLS]} and {@code [SEP]} included, at least one
     * @param vectors of unit length, one a text
     * @param alone the model's vectors of the pieces, [pieces][dimensions]
     */
    StaticTableTrainer(int dimensions, int[][] texts, float[][] vectors, float[] alone) {
        this.dimensions = dimensions;
        this.texts = texts;
        this.vectors = vectors;
        this.alone = alone;
    }

    /** The table, [pieces][dimensions]. */
    float[] train(int threads) throws InterruptedException {
        try (Workers workers = new Workers("docent-query-model", threads)) {
            float[] mapped = mapped(workers);
            return new CosineAscent(texts, vectors, mapped, dimensions, workers).run();
        }
    }

    /** The pieces' vectors after the map. */
    private float[] mapped(Workers workers) throws InterruptedException {
        float[][] sums = new float[texts.length][dimensions];
        workers.run(texts.length, SLICE, (from, to) -> {
            for (int i = from; i < to; i++) {
                CosineAscent.sum(texts[i], alone, dimensions, sums[i]);
                // About as sums of that many vectors grow: so long texts do not outweigh short ones.
                float share = 1 / (float) Math.sqrt(texts[i].length);
                for (int d = 0; d < dimensions; d++) {
                    sums[i][d] *= share;
                }
            }
        });
        double[] map = RidgeRegression.fit(sums, vectors, dimensions, workers);
        float[] table = new float[alone.length];
        workers.run(alone.length / dimensions, SLICE, (from, to) -> {
            double[] row = new double[dimensions];
            for (int piece = from; piece < to; piece++) {
                Arrays.fill(row, 0);
                for (int i = 0; i < dimensions; i++) {
                    double value = alone[piece * dimensions + i];
                    for (int d = 0; d < dimensions; d++) {
                        row[d] += value * map[i * dimensions + d];
                    }
                }
                for (int d = 0; d < dimensions; d++) {
                    table[piece * dimensions + d] = (float) row[d];
                }
            }
        });
        return table;
    }
}
