package io.github.docentsearch.embedder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Texts like those that a reader may type, drawn from a site's own: headings, sentences, parts of sentences, and some of
 * these behind the words that questions begin with.
 *
 * <p>What is drawn from a passage depends on that passage alone, not on the rest of the site: after an edit, all other texts
 * are the same, and their vectors are in the cache.
 */
final class PseudoQueries {
    private static final String[] OPENINGS = {
        "how to",
        "how do I",
        "how can I",
        "what is",
        "what does",
        "why is",
        "when should I use",
        "can I",
        "where is",
        "is there a way to",
        "difference between",
        "example of",
        "I want to"
    };

    private static final int MIN_WORDS = 2;
    private static final int MAX_SENTENCE_WORDS = 30;
    private static final int MAX_PHRASE_WORDS = 9;

    /** Most texts drawn from one passage. */
    private static final float MAX_SHARE = 64;

    /** One text in so many is drawn from the headings. */
    private static final int HEADINGS = 5;

    private PseudoQueries() {}

    /**
     * At most about {@code limit} texts, without repetition, in the order of {@code passages}.
     *
     * @param limit texts in all, at least 1
     */
    static List<String> from(List<Passage> passages, int limit) {
        float share = (float) limit / Math.max(1, passages.size());
        // In steps of a half power of two, so that a page more or less does not change what is drawn from all others.
        float step = MAX_SHARE;
        while (step > share) {
            step = step * 3 / 4 > share ? step / 2 : step * 3 / 4;
        }
        Set<String> queries = new LinkedHashSet<>();
        for (Passage passage : passages) {
            Random random = new Random(
                    31L * passage.heading().hashCode() + passage.text().hashCode());
            int whole = (int) step;
            draw(passage, whole + (random.nextFloat() < step - whole ? 1 : 0), random, queries);
        }
        return List.copyOf(queries);
    }

    private static void draw(Passage passage, int quota, Random random, Set<String> queries) {
        String[] headings = passage.heading().split(" > ");
        List<String[]> sentences = sentences(passage.text());
        for (int i = 0; i < quota; i++) {
            boolean heading = sentences.isEmpty() || random.nextInt(HEADINGS) == 0;
            String query;
            if (heading) {
                int from = Math.max(0, headings.length - 1 - random.nextInt(2));
                query = String.join(" ", List.of(headings).subList(from, headings.length));
            } else {
                String[] words = sentences.get(random.nextInt(sentences.size()));
                boolean whole = random.nextInt(3) == 0 && words.length <= MAX_SENTENCE_WORDS;
                int length = whole
                        ? words.length
                        : Math.min(words.length, MIN_WORDS + random.nextInt(MAX_PHRASE_WORDS - MIN_WORDS + 1));
                int start = random.nextInt(words.length - length + 1);
                query = String.join(" ", List.of(words).subList(start, start + length));
            }
            boolean asked = random.nextInt(5) == 0;
            queries.add(asked ? OPENINGS[random.nextInt(OPENINGS.length)] + " " + query : query);
        }
    }

    /** The words of each line and sentence. */
    private static List<String[]> sentences(String text) {
        List<String[]> sentences = new ArrayList<>();
        for (String line : text.split("\n")) {
            for (String sentence : line.split("(?<=[.!?;:])\\s+")) {
                String[] words = sentence.strip().split("\\s+");
                if (words.length >= MIN_WORDS) {
                    sentences.add(words);
                }
            }
        }
        return sentences;
    }
}
