package io.github.docentsearch.search;

import io.github.docentsearch.format.ChunkIndex;

/**
 * Lets the chunks of a page speak for each other. A page on which three sections answer is more likely meant than one on which
 * a single section does; so the best chunk of a page is lifted by a part of the scores of its next two. The others keep their
 * own score, so that they take no places from other pages.
 */
final class PageSupport {
    private static final float SECOND = 0.5f;
    private static final float THIRD = 0.25f;

    private PageSupport() {}

    /**
     * Lifts the best chunk of every page in place.
     *
     * @param scores of each candidate, {@link Candidates#NONE} for those that are no hits
     * @param share how much of the lift to give, 0 to 1
     */
    static void lift(Candidates candidates, float[] scores, ChunkIndex chunks, float share) {
        int[] order = Ranking.order(candidates, scores);
        int[] pages = new int[order.length];
        int[] leaders = new int[order.length];
        int[] followers = new int[order.length];
        int pageCount = 0;
        for (int position : order) {
            int page = chunks.pageOf(candidates.chunk(position));
            int known = 0;
            while (known < pageCount && pages[known] != page) {
                known++;
            }
            if (known == pageCount) {
                pages[pageCount] = page;
                leaders[pageCount++] = position;
            } else if (followers[known] < 2) {
                scores[leaders[known]] += share * (followers[known] == 0 ? SECOND : THIRD) * scores[position];
                followers[known]++;
            }
        }
    }
}
