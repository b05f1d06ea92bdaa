package io.github.docentsearch.search;

import io.github.docentsearch.format.ChunkBlocks;
import io.github.docentsearch.format.ChunkBlocks.ShownChunk;
import io.github.docentsearch.lexical.LexicalQuery;

/** Settles ties: of chunks with about the same score that one comes first in which the query's words stand closer together. */
final class Proximity {
    /**
     * Scores that differ by less than this part count as the same. Measured on three manuals: with 0.01 nDCG@10 of questions
     * rises from 0.648 to 0.652; larger values gain no more for questions and lose for keywords.
     */
    private static final float TIE = 0.01f;

    private Proximity() {}

    /**
     * Reorders ties among the first {@code limit} places; those that change places change scores too, so that scores still
     * fall. Where a text must be fetched first, it is requested, and the order stays as it is.
     *
     * @param order places of {@code candidates}, best first
     * @param scores shape [size of candidates]
     */
    static void settle(
            int[] order,
            int limit,
            Candidates candidates,
            float[] scores,
            LexicalQuery query,
            ChunkBlocks texts,
            Excerpts excerpts) {
        int count = query.mainWords() < 2 ? 0 : Math.min(limit, order.length);
        float[] closeness = new float[count];
        for (int first = 0, end; first < count; first = end) {
            int best = order[first];
            end = first + 1;
            while (end < count
                    && candidates.exactness(order[end]) == candidates.exactness(best)
                    && scores[order[end]] >= scores[best] * (1 - TIE)) {
                end++;
            }
            for (int i = first; i < end && end - first > 1; i++) {
                ShownChunk shown = texts.get(candidates.chunk(order[i]));
                closeness[i] =
                        shown == null ? 0 : excerpts.closeness(shown.chunk().text(), query);
            }
            for (int i = first + 1; i < end; i++) {
                for (int at = i; at > first && closeness[at] > closeness[at - 1]; at--) {
                    float closer = closeness[at];
                    closeness[at] = closeness[at - 1];
                    closeness[at - 1] = closer;
                    swap(order, at, scores);
                }
            }
        }
    }

    private static void swap(int[] order, int at, float[] scores) {
        int up = order[at];
        int down = order[at - 1];
        order[at] = down;
        order[at - 1] = up;
        float score = scores[up];
        scores[up] = scores[down];
        scores[down] = score;
    }
}
