package io.github.docentsearch.embedder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

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

    private static final int COMMON_WORDS = 7_000;
    private static final int MAX_OWN_WORDS = 5;
    private static final int MAX_ADDED_WORDS = 3;

    private final List<String> headings;
    private final List<String[]> sentences;
    private final Random random;

    private PseudoQueries(Passage passage, long seed) {
        headings = List.of(passage.heading().split(" > "));
        sentences = sentences(passage.text());
        random = new Random(
                seed + 31L * passage.heading().hashCode() + passage.text().hashCode());
    }

    /**
     * At most about {@code limit} texts, without repetition, in the order of {@code passages}.
     *
     * @param limit texts in all, at least 1
     */
    static List<String> from(List<Passage> passages, int limit) {
        return collect(passages, limit, 0, PseudoQueries::draw);
    }

    /**
     * Parts of the same texts with common words of the language strewn in: readers use words that the site does not.
     *
     * @param words the most frequent first
     */
    static List<String> mixed(List<Passage> passages, int limit, List<String> words) {
        List<String> common = words.subList(0, Math.min(words.size(), COMMON_WORDS));
        return common.isEmpty() ? List.of() : collect(passages, limit, 1, queries -> queries.drawMixed(common));
    }

    private static List<String> collect(
            List<Passage> passages, int limit, long seed, Function<PseudoQueries, String> draw) {
        float share = (float) limit / Math.max(1, passages.size());
        // In steps of a half power of two, so that a page more or less does not change what is drawn from all others.
        float step = MAX_SHARE;
        while (step > share) {
            step = step * 3 / 4 > share ? step / 2 : step * 3 / 4;
        }
        Set<String> drawn = new LinkedHashSet<>();
        for (Passage passage : passages) {
            PseudoQueries queries = new PseudoQueries(passage, seed);
            int whole = (int) step;
            int quota = whole + (queries.random.nextFloat() < step - whole ? 1 : 0);
            for (int i = 0; i < quota; i++) {
                drawn.add(draw.apply(queries));
            }
        }
        return List.copyOf(drawn);
    }

    private String draw() {
        boolean heading = sentences.isEmpty() || random.nextInt(HEADINGS) == 0;
        String query;
        if (heading) {
            int from = Math.max(0, headings.size() - 1 - random.nextInt(2));
            query = String.join(" ", headings.subList(from, headings.size()));
        } else {
            String[] words = sentences.get(random.nextInt(sentences.size()));
            boolean whole = random.nextInt(3) == 0 && words.length <= MAX_SENTENCE_WORDS;
            int length = whole
                    ? words.length
                    : Math.min(words.length, MIN_WORDS + random.nextInt(MAX_PHRASE_WORDS - MIN_WORDS + 1));
            query = String.join(" ", part(List.of(words), length));
        }
        boolean asked = random.nextInt(5) == 0;
        return asked ? OPENINGS[random.nextInt(OPENINGS.length)] + " " + query : query;
    }

    private String drawMixed(List<String> common) {
        List<String> words = List.of(draw().split("\\s+"));
        List<String> query = new ArrayList<>(part(words, Math.min(words.size(), 1 + random.nextInt(MAX_OWN_WORDS))));
        for (int added = 1 + random.nextInt(MAX_ADDED_WORDS); added > 0; added--) {
            query.add(random.nextInt(query.size() + 1), common.get(random.nextInt(common.size())));
        }
        return String.join(" ", query);
    }

    private List<String> part(List<String> words, int length) {
        int start = random.nextInt(words.size() - length + 1);
        return words.subList(start, start + length);
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
