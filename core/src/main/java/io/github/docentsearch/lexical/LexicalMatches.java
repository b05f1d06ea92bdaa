package io.github.docentsearch.lexical;

/**
 * What a keyword search found. Belongs to its {@link LexicalSearcher}, and holds until the next search.
 *
 * <p>The best hits are in order, score first, then ordinal; of every chunk the score and the words that it matches can be
 * asked as well, best hit or not.
 */
public final class LexicalMatches {
    final float[] scores;
    final int[] wordMasks;
    final int[] headingMasks;

    /** Chunks with a score, in the order in which they were met. */
    final int[] touched;

    int touchedCount;
    int[] best = new int[0];
    int bestCount;

    final float[] idfs = new float[QueryParser.MAX_WORDS];
    int mainMask;
    int excludedMask;
    int knownMask;
    int exactMask;
    float mainIdf;

    LexicalMatches(int chunkCount) {
        scores = new float[chunkCount];
        wordMasks = new int[chunkCount];
        headingMasks = new int[chunkCount];
        touched = new int[chunkCount];
    }

    void clear() {
        for (int i = 0; i < touchedCount; i++) {
            int chunk = touched[i];
            scores[chunk] = 0;
            wordMasks[chunk] = 0;
            headingMasks[chunk] = 0;
        }
        touchedCount = 0;
        bestCount = 0;
        mainMask = 0;
        excludedMask = 0;
        knownMask = 0;
        exactMask = 0;
        mainIdf = 0;
    }

    /** Number of the best hits that were put in order. */
    public int count() {
        return bestCount;
    }

    /** Chunk of the hit at {@code rank}, from 0. */
    public int chunk(int rank) {
        return best[rank];
    }

    /** The score of a chunk; 0 if it does not match. */
    public float score(int chunk) {
        return scores[chunk];
    }

    /** The query's words that a chunk has: bit n stands for word n. */
    public int words(int chunk) {
        return wordMasks[chunk];
    }

    /** The query's words that a chunk has in its title or headings. */
    public int headingWords(int chunk) {
        return headingMasks[chunk];
    }

    /** Whether a chunk has a word that the query excludes: it is no hit by meaning either. */
    public boolean isExcluded(int chunk) {
        return (wordMasks[chunk] & excludedMask) != 0;
    }

    /** The words that were found on the site, whether as they are or as a beginning or with a typing error. */
    public int knownWords() {
        return knownMask;
    }

    /** The words that were found on the site as they are or in another form of the same stem. */
    public int exactWords() {
        return exactMask;
    }

    /** How much the word says, see {@link Bm25#idf}. */
    public float idf(int word) {
        return idfs[word];
    }

    /** The part of the main words of the query, by their idf, that a chunk has: 0 to 1. */
    public float coverage(int chunk) {
        int mask = wordMasks[chunk];
        if (mainIdf == 0) {
            return mask == 0 ? 0 : 1;
        }
        float sum = 0;
        int bits = mask & mainMask;
        for (int word = 0; bits != 0; word++, bits >>>= 1) {
            if ((bits & 1) != 0) {
                sum += idfs[word];
            }
        }
        return sum / mainIdf;
    }

    /** The greatest {@link #coverage} of a hit; 0 if there is none. */
    public float bestCoverage() {
        float greatest = 0;
        int last = 0;
        for (int i = 0; i < touchedCount; i++) {
            int chunk = touched[i];
            if (scores[chunk] > 0 && wordMasks[chunk] != last) {
                last = wordMasks[chunk];
                greatest = Math.max(greatest, coverage(chunk));
            }
        }
        return greatest;
    }

    /**
     * Puts the best of the hits in order.
     *
     * @param most at most so many, at least 0
     * @param filter which of the hits may be among these
     */
    public void chooseBest(int most, ChunkFilter filter) {
        int limit = Math.min(most, scores.length);
        if (best.length < limit) {
            best = new int[limit];
        }
        bestCount = 0;
        for (int i = 0; i < touchedCount; i++) {
            int chunk = touched[i];
            if (scores[chunk] <= 0 || !filter.allows(chunk)) {
                continue;
            }
            if (bestCount < limit) {
                siftUp(chunk);
            } else if (limit > 0 && isBetter(chunk, best[0])) {
                best[0] = chunk;
                siftDown(bestCount);
            }
        }
        // Heap sort: the worst, which is on top, moves to the end.
        for (int end = bestCount - 1; end > 0; end--) {
            int worst = best[0];
            best[0] = best[end];
            best[end] = worst;
            siftDown(end);
        }
    }

    private boolean isBetter(int a, int b) {
        return scores[a] > scores[b] || scores[a] == scores[b] && a < b;
    }

    private void siftUp(int chunk) {
        int at = bestCount++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBetter(best[parent], chunk)) {
                break;
            }
            best[at] = best[parent];
            at = parent;
        }
        best[at] = chunk;
    }

    private void siftDown(int size) {
        int chunk = best[0];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBetter(best[child], best[child + 1])) {
                child++;
            }
            if (!isBetter(chunk, best[child])) {
                break;
            }
            best[at] = best[child];
            at = child;
        }
        best[at] = chunk;
    }
}
