package io.github.docentsearch.indexer.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How near a chunk must be to count as a hit by meaning alone, for one site and one query encoder.
 *
 * <p>Queries that mean nothing are near to something too. So random strings, and sentences of other languages, are asked of
 * the site, and the floor for such queries is put where they find nothing. A query in words that the model knows is held to
 * a lower one: where most sentences of everyday life, which a manual does not answer, find nothing.
 *
 * @param any least score for any query
 * @param plain least score for a query in words that the model knows; at most {@code any}
 */
public record SemanticFloor(float any, float plain) {
    private static final int QUERIES = 64;

    /** Share of the plain sentences that find nothing. */
    private static final double PLAIN_SHARE = 0.7;

    /** Of everyday life in other languages than the model's: words that stand on no page of a manual. */
    private static final String[] FOREIGN = {
        "Zwiebelkuchen backen", "wie wird das Wetter morgen", "Frühstück im Garten", "wo ist der Bahnhof",
        "où est la bibliothèque", "je voudrais un café", "la pluie et le beau temps", "un gâteau au chocolat",
        "el perro come manzanas", "¿dónde está la playa?", "mañana por la tarde", "quiero aprender a bailar",
        "kissa istuu katolla", "tänään sataa lunta", "dzień dobry pani", "szybki brązowy lis",
        "buongiorno signora", "la ragazza mangia una mela", "obrigado pela ajuda", "det regner i dag",
        "het kind eet een appel", "привет как дела", "高い山", "안녕하세요"
    };

    /** Of everyday life in plain English. */
    private static final String[] PLAIN = {
        "what is the weather like tomorrow", "my dog ate the birthday cake", "how tall is the mountain",
        "she plays the piano every evening", "fresh bread from the bakery", "who won the football match",
        "a walk along the river in spring", "the king and queen of england", "how long should I boil an egg",
        "where can I buy red shoes", "the movie was too long", "my grandmother lives in a small village",
        "best songs of the summer", "is it safe to swim in the lake", "how many children does he have",
        "the doctor gave me medicine", "growing tomatoes in the garden", "a train to the airport",
        "what should I wear to a wedding", "the history of ancient rome"
    };

    private static final long SEED = 20_261_122;

    /** Where a site is so small that random strings are near to nothing, hits must still be this near. */
    private static final float LEAST = 0.2f;

    /**
     * Asks the site what means nothing to it.
     *
     * @param encoder the vector of a query, as readers' queries get it
     * @param isPlain whether a query is in words that the model knows
     */
    public static SemanticFloor calibrate(
            FloatVectors vectors, Function<String, float[]> encoder, Predicate<String> isPlain) {
        Random random = new Random(SEED);
        float any = LEAST;
        for (int i = 0; i < QUERIES + FOREIGN.length; i++) {
            String text = i < QUERIES ? gibberish(random) : FOREIGN[i - QUERIES];
            if (!isPlain.test(text)) {
                any = Math.max(any, nearestScore(vectors, encoder.apply(text)));
            }
        }
        List<Float> plainScores = new ArrayList<>();
        for (String text : PLAIN) {
            plainScores.add(nearestScore(vectors, encoder.apply(text)));
        }
        Collections.sort(plainScores);
        float plain = plainScores.get((int) (PLAIN_SHARE * (plainScores.size() - 1)));
        return new SemanticFloor(any, Math.min(any, Math.max(LEAST, plain)));
    }

    /** The higher of two floors. */
    public SemanticFloor atLeast(SemanticFloor other) {
        return new SemanticFloor(Math.max(any, other.any), Math.max(plain, other.plain));
    }

    private static float nearestScore(FloatVectors vectors, float[] query) {
        int[] nearest = vectors.nearest(query, 1);
        return nearest.length == 0 ? 0 : FloatVectors.dot(query, vectors.row(nearest[0]));
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
