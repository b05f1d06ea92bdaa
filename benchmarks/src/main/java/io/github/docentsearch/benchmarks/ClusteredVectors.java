package io.github.docentsearch.benchmarks;

import io.github.docentsearch.indexer.build.FloatVectors;
import java.util.Random;

/** Seeded unit vectors around centres, 50 to a centre, like those of texts on a few subjects. */
final class ClusteredVectors {
    private static final int SEED = 5;

    private ClusteredVectors() {}

    static FloatVectors generate(int size, int dimensions) {
        Random random = new Random(SEED);
        float[][] centres = new float[Math.max(1, size / 50)][dimensions];
        for (float[] centre : centres) {
            for (int i = 0; i < dimensions; i++) {
                centre[i] = strength(i, dimensions) * (float) random.nextGaussian();
            }
        }
        float[][] rows = new float[size][dimensions];
        for (float[] row : rows) {
            float[] centre = centres[random.nextInt(centres.length)];
            double squares = 0;
            for (int i = 0; i < dimensions; i++) {
                row[i] = centre[i] + strength(i, dimensions) * (float) random.nextGaussian();
                squares += row[i] * row[i];
            }
            for (int i = 0; i < dimensions; i++) {
                row[i] /= (float) Math.sqrt(squares);
            }
        }
        return new FloatVectors(rows, dimensions);
    }

    /** Later dimensions matter less, as they would after a principal component analysis of texts. */
    private static float strength(int dimension, int dimensions) {
        return (float) (1 / Math.sqrt(1 + 8.0 * dimension / dimensions));
    }
}
