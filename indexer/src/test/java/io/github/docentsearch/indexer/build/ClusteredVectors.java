package io.github.docentsearch.indexer.build;

import java.util.Random;

/** Seeded vectors of unit length around cluster centres, like those of texts on a few subjects. */
final class ClusteredVectors {
    private ClusteredVectors() {}

    /** The same clusters for the same dimensions and number of clusters; {@code seed} chooses the members. */
    static FloatVectors generate(int size, int dimensions, int clusters, int seed) {
        Random centres = new Random(31L * dimensions);
        float[][] middle = new float[clusters][dimensions];
        for (float[] centre : middle) {
            for (int i = 0; i < dimensions; i++) {
                centre[i] = (float) centres.nextGaussian();
            }
        }
        Random random = new Random(seed);
        float[][] rows = new float[size][dimensions];
        for (float[] row : rows) {
            float[] centre = middle[random.nextInt(clusters)];
            double squares = 0;
            for (int i = 0; i < dimensions; i++) {
                row[i] = centre[i] + 0.8f * (float) random.nextGaussian();
                squares += row[i] * row[i];
            }
            for (int i = 0; i < dimensions; i++) {
                row[i] /= (float) Math.sqrt(squares);
            }
        }
        return new FloatVectors(rows, dimensions);
    }
}
