package io.github.docentsearch.indexer.build;

import io.github.docentsearch.model.TextEmbedder;
import java.util.Random;

/**
 * Finds how near a chunk must be to count as a hit by meaning alone, for one site and one query encoder.
 *
 * <p>Queries that mean nothing are near to something too. So random strings, and sentences of other
 * languages, are asked of the site, and the floor is put where they find nothing.
 */
public final class SemanticFloor {
    private static final int QUERIES = 64;

    /** Of everyday life in other languages than the model's: words that stand on no page of a manual. */
    private static final String[] FOREIGN = {
        "Zwiebelkuchen backen", "wie wird das Wetter morgen", "Frühstück im Garten", "wo ist der Bahnhof",
        "où est la bibliothèque", "je voudrais un café", "la pluie et le beau temps", "un gâteau au chocolat",
        "el perro come manzanas", "¿dónde está la playa?", "mañana por la tarde", "quiero aprender a bailar",
        "kissa istuu katolla", "tänään sataa lunta", "dzień dobry pani", "szybki brązowy lis",
        "buongiorno signora", "la ragazza mangia una mela", "obrigado pela ajuda", "det regner i dag",
        "het kind eet een appel", "привет как дела", "高い山", "안녕하세요"
    };

    private static final long SEED = 20_261_122;

    /** Where a site is so small that random strings are near to nothing, hits must still be this near. */
    private static final float LEAST = 0.2f;

    private SemanticFloor() {}

    /** Least dot product of a hit by meaning alone. */
    public static float calibrate(FloatVectors vectors, TextEmbedder encoder) {
        Random random = new Random(SEED);
        float floor = LEAST;
        for (int i = 0; i < QUERIES + FOREIGN.length; i++) {
            float[] query = encoder.embedQuery(i < QUERIES ? gibberish(random) : FOREIGN[i - QUERIES]);
            int[] nearest = vectors.nearest(query, 1);
            if (nearest.length > 0) {
                floor = Math.max(floor, FloatVectors.dot(query, vectors.row(nearest[0])));
            }
        }
        return floor;
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
