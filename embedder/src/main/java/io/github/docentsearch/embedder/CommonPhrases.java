package io.github.docentsearch.embedder;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Short rows of common words, the same for every site: what a small site's own text is too little to teach.
 *
 * <p>From the model's vectors of such rows, the table learns how much each word counts beside others, also the words that the
 * reader may use and the site does not. The words are those that stand first in BERT's vocabularies, which are ordered by
 * frequency.
 */
final class CommonPhrases {
    private static final long SEED = 3;
    private static final int WORDS = 7_000;
    private static final int MIN_LENGTH = 2;
    private static final int MAX_LENGTH = 5;

    private CommonPhrases() {}

    /** {@code count} phrases; each word occurs about as often as any other. */
    static List<String> of(SentenceModel model, int count) {
        List<String> words = new ArrayList<>();
        for (String piece : model.pieces()) {
            if (words.size() < WORDS && isWord(piece)) {
                words.add(piece);
            }
        }
        List<String> phrases = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < count && !words.isEmpty(); i++) {
            List<String> phrase = new ArrayList<>();
            phrase.add(words.get(i % words.size()));
            for (int k = MIN_LENGTH - 1 + random.nextInt(MAX_LENGTH - MIN_LENGTH + 1); k > 0; k--) {
                phrase.add(words.get(random.nextInt(words.size())));
            }
            phrases.add(String.join(" ", phrase));
        }
        return phrases;
    }

    /** Whether a piece of a vocabulary is a word of Latin letters, not the continuation of one. */
    static boolean isWord(String piece) {
        return piece.length() > 1 && piece.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }
}
