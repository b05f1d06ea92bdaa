package io.github.docentsearch.search;

import io.github.docentsearch.lexical.LexicalQuery;
import io.github.docentsearch.lexical.QueryWord;
import io.github.docentsearch.text.EnglishStemmer;
import io.github.docentsearch.text.StopWords;
import io.github.docentsearch.text.TermAnalyzer;
import io.github.docentsearch.text.TermList;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the passage of a chunk's text that answers a query: whole words, about {@value #TARGET_LENGTH} characters, from the
 * beginning of a sentence if that is possible, with the words of the query marked.
 *
 * <p>The passage has the most different words of the query; of equals, the one whose sentence is nearest in meaning if that
 * is known, then the first. Not for use by several threads at once.
 */
public final class Excerpts {
    /** Length that a passage should have, in characters. */
    public static final int TARGET_LENGTH = 200;

    /** Length that no passage exceeds, in characters, the dots at its ends not counted. */
    public static final int MAX_LENGTH = 240;

    /** Text before the first match in its sentence that is shown. */
    private static final int LEAD = 60;

    /** What a word in the passage's first sentence counts more than one further on. */
    private static final float IN_FIRST_SENTENCE = 0.3f;

    private static final int MAX_SENTENCES = 256;
    private static final String DOTS = "…";

    private final TermAnalyzer analyzer;
    private final TermList terms = new TermList();

    public Excerpts(TermAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /**
     * Where the sentences of a text begin, ascending from 0: after a line feed, and after a full stop, question or
     * exclamation mark that a space follows. At most {@value #MAX_SENTENCES}.
     */
    public static int[] sentences(String text) {
        int[] starts = new int[MAX_SENTENCES];
        int count = 0;
        boolean begins = true;
        for (int i = 0; i < text.length() && count < MAX_SENTENCES; i++) {
            char c = text.charAt(i);
            if (begins && !isSpace(c)) {
                starts[count] = count == 0 ? 0 : i;
                count++;
                begins = false;
            }
            boolean stop = c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
            begins |= c == '\n' || c >= 0x3000 && stop || stop && i + 1 < text.length() && isSpace(text.charAt(i + 1));
        }
        int[] exact = new int[count];
        System.arraycopy(starts, 0, exact, 0, count);
        return exact;
    }

    /**
     * The passage to show.
     *
     * @param text the chunk's text
     * @param codeRanges starts and ends of its code, as in {@link io.github.docentsearch.format.ChunkRecord}
     * @param query the query
     * @param sentenceScores for each of {@link #sentences}, how near it is in meaning, 0 to 1; or none
     * @return runs that give the passage when put together; empty if the text is
     */
    public List<Hit.Segment> excerpt(String text, int[] codeRanges, LexicalQuery query, float[] sentenceScores) {
        int[] words = wordsOf(text, query);
        int start = bestStart(text, words, sentenceScores);
        int end = end(text, start);
        return segments(text, start, end, words, codeRanges);
    }

    /**
     * How near to each other the query's words stand where they do so best: their number, and a fraction that grows from 0
     * to 1 as the stretch of text that holds them all gets shorter.
     */
    float closeness(String text, LexicalQuery query) {
        int[] words = wordsOf(text, query);
        int[] lastStarts = new int[Integer.SIZE];
        int seen = 0;
        int shortest = 0;
        for (int i = 0; i < words.length; i++) {
            if (words[i] == 0) {
                continue;
            }
            int bit = Integer.numberOfTrailingZeros(words[i]);
            boolean first = (seen & words[i]) == 0;
            seen |= words[i];
            lastStarts[bit] = terms.start(i);
            int oldest = Integer.MAX_VALUE;
            for (int rest = seen; rest != 0; rest &= rest - 1) {
                oldest = Math.min(oldest, lastStarts[Integer.numberOfTrailingZeros(rest)]);
            }
            int length = terms.end(i) - oldest;
            shortest = first ? length : Math.min(shortest, length);
        }
        return Integer.bitCount(seen) + 1f / (1 + shortest);
    }

    /** Analyses {@code text} into {@link #terms}; for each the bit of the query's word that it matches, or 0. */
    private int[] wordsOf(String text, LexicalQuery query) {
        analyzer.analyze(text, terms);
        Marker marker = new Marker(query, query.mainWords() == 0);
        int[] words = new int[terms.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = marker.wordOf(terms.term(i));
        }
        return words;
    }

    /** The start of the best passage. */
    private int bestStart(String text, int[] words, float[] sentenceScores) {
        int[] sentences = sentences(text);
        float bestScore = -1;
        int best = 0;
        int first = 0;
        for (int i = 0; i < sentences.length; i++) {
            int start = sentences[i];
            while (first < words.length && terms.start(first) < start) {
                first++;
            }
            // Where the sentence is long, the passage may begin later: shortly before its first match.
            int sentenceEnd = i + 1 < sentences.length ? sentences[i + 1] : text.length();
            int match = firstMatch(words, first, sentenceEnd);
            if (match > start + TARGET_LENGTH / 2) {
                start = wordStart(text, match - LEAD, start);
            }
            int end = end(text, start);
            float score = distinctWords(words, first, start, end)
                    + IN_FIRST_SENTENCE * distinctWords(words, first, start, Math.min(sentenceEnd, end));
            if (i < sentenceScores.length) {
                score += 2 * sentenceScores[i];
            }
            if (score > bestScore) {
                bestScore = score;
                best = start;
            }
        }
        return best;
    }

    private int firstMatch(int[] words, int from, int end) {
        for (int i = from; i < words.length && terms.start(i) < end; i++) {
            if (words[i] != 0) {
                return terms.start(i);
            }
        }
        return -1;
    }

    /** How many words of the query stand between two places; later repetitions count a little. */
    private float distinctWords(int[] words, int from, int start, int end) {
        int seen = 0;
        float score = 0;
        for (int i = from; i < words.length && terms.start(i) < end; i++) {
            if (words[i] == 0 || terms.start(i) < start || terms.end(i) > end) {
                continue;
            }
            if ((seen & words[i]) != words[i]) {
                score += 1;
            } else {
                score += 0.05f;
            }
            seen |= words[i];
        }
        return score;
    }

    /** The beginning of the word around {@code at}, not before {@code lowest}. */
    private static int wordStart(String text, int at, int lowest) {
        int start = Math.max(at, lowest);
        while (start > lowest && !isSpace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** The end of the passage from {@code start}: after a sentence if one ends at about the right length, or a word. */
    private static int end(String text, int start) {
        int length = text.length();
        if (length - start <= MAX_LENGTH) {
            return length;
        }
        int limit = start + MAX_LENGTH;
        int target = start + TARGET_LENGTH;
        int lastSpace = -1;
        for (int i = start + TARGET_LENGTH / 2; i < limit; i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                char before = text.charAt(i - 1);
                boolean sentenceEnds = c == '\n' || before == '.' || before == '!' || before == '?';
                if (sentenceEnds && i >= start + TARGET_LENGTH * 3 / 4) {
                    return i;
                }
                if (i <= target || lastSpace < 0) {
                    lastSpace = i;
                }
            }
        }
        if (lastSpace > 0) {
            return lastSpace;
        }
        return Character.isHighSurrogate(text.charAt(target - 1)) ? target - 1 : target;
    }

    private List<Hit.Segment> segments(String text, int start, int end, int[] words, int[] codeRanges) {
        List<Hit.Segment> segments = new ArrayList<>();
        boolean[] matched = new boolean[Math.max(0, end - start)];
        for (int i = 0; i < words.length; i++) {
            if (words[i] != 0) {
                int to = Math.min(terms.end(i), end);
                for (int k = Math.max(terms.start(i), start); k < to; k++) {
                    matched[k - start] = true;
                }
            }
        }
        StringBuilder run = new StringBuilder();
        if (start > 0 && !endsSentence(text, start)) {
            run.append(DOTS);
        }
        boolean runMatches = false;
        boolean runIsCode = false;
        int range = 0;
        boolean space = true;
        for (int i = start; i < end; i++) {
            while (range + 1 < codeRanges.length && codeRanges[range + 1] <= i) {
                range += 2;
            }
            boolean code = range + 1 < codeRanges.length && codeRanges[range] <= i;
            boolean match = matched[i - start];
            if (match != runMatches || code != runIsCode) {
                flush(segments, run, runMatches, runIsCode);
                runMatches = match;
                runIsCode = code;
            }
            char c = text.charAt(i);
            if (!isSpace(c)) {
                run.append(c);
                space = false;
            } else if (!space) {
                run.append(' ');
                space = true;
            }
        }
        if (end < text.length()) {
            if (runMatches || runIsCode) {
                flush(segments, run, runMatches, runIsCode);
                runMatches = false;
                runIsCode = false;
            }
            run.append(DOTS);
        }
        flush(segments, run, runMatches, runIsCode);
        return segments;
    }

    private static boolean endsSentence(String text, int start) {
        int at = start;
        while (at > 0 && text.charAt(at - 1) == ' ') {
            at--;
        }
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return before == '\n' || before == '.' || before == '!' || before == '?' || before == 0x3002;
    }

    private static void flush(List<Hit.Segment> segments, StringBuilder run, boolean match, boolean code) {
        if (run.length() > 0) {
            segments.add(new Hit.Segment(run.toString(), match, code));
            run.setLength(0);
        }
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == 0xA0 || c == 0x3000;
    }

    /** Says which word of the query a term of the text matches: by its stem, or as the beginning of a longer word. */
    private static final class Marker {
        private final List<QueryWord> words;
        private final String[] stems;

        Marker(LexicalQuery query, boolean stopWordsCount) {
            words = query.words();
            stems = new String[words.size()];
            for (int i = 0; i < stems.length; i++) {
                QueryWord word = words.get(i);
                boolean counts =
                        word.role() != QueryWord.EXCLUDED && (stopWordsCount || !StopWords.contains(word.term()));
                stems[i] = counts ? EnglishStemmer.stem(word.term()) : "";
            }
        }

        /** The word's bit, 0 if it matches none. Parts of an identifier share the bit of the whole. */
        int wordOf(String term) {
            String stem = EnglishStemmer.stem(term);
            for (int i = 0; i < stems.length; i++) {
                QueryWord word = words.get(i);
                if (stems[i].isEmpty()) {
                    continue;
                }
                if (stem.equals(stems[i])
                        || word.prefix() && word.term().length() > 1 && term.startsWith(word.term())) {
                    return 1 << (word.whole() >= 0 ? word.whole() : i);
                }
            }
            return 0;
        }
    }
}
