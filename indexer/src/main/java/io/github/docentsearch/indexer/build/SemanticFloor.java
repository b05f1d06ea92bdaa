package io.github.docentsearch.indexer.build;

import io.github.docentsearch.model.TextEmbedder;
import java.util.Arrays;
import java.util.Random;

/**
 * Finds how near a chunk must be to count as a hit by meaning alone, for one site and one query encoder.
 *
 * <p>Queries that mean nothing are near to something too. So random strings are asked of the site, and the floor is put where
 * nearly all of them find nothing.
 */
public final class SemanticFloor {
    private static final int QUERIES = 64;
    private static final double SHARE_BELOW = 0.95;
    private static final long SEED = 20_261_122;

    /** Where a site is so small that random strings are near to nothing, hits must still be this near. */
    private static final float LEAST = 0.2f;

    private SemanticFloor() {}

    /** Least dot product of a hit by meaning alone. */
    public static float calibrate(FloatVectors vectors, TextEmbedder encoder) {
        Random random = new Random(SEED);
        float[] best = new float[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            float[] query = encoder.embedQuery(gibberish(random));
            int[] nearest = vectors.nearest(query, 1);
            best[i] = nearest.length == 0 ? 0 : FloatVectors.dot(query, vectors.row(nearest[0]));
        }
        Arrays.sort(best);
        return Math.max(LEAST, best[(int) (SHARE_BELOW * (QUERIES - 1))]);
    }

    private static String gibberish(Random random) {
        StringBuilder text = new StringBuilder();
        int words = 1 + random.nextInt(2);
        for (int word = 0; word < words; word++) {
            text.append(word > 0 ? " " : "");
            int length = 5 + random.nextInt(9);
            for (int i = 0; i < length; i++) {
                text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
