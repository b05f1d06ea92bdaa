package io.github.docentsearch.search;

import io.github.docentsearch.format.ChunkIndex;

/**
 * Chooses what is shown of a ranking: the best chunks, at most three of a page, the chunks of a page together.
 *
 * <p>A page stands where its best chunk stands. Its further chunks are shown only if they would be among the first by their
 * own score, so that one long page does not push others out.
 */
final class PageGrouping {
    /** Chunks of one page before the next page gets its turn. */
    static final int MAX_PER_PAGE = 3;

    private PageGrouping() {}

    /**
     * @param ranked chunks, best first
     * @param size how many of {@code ranked} count
     * @param limit most chunks to choose
     * @return positions in {@code ranked}, in the order in which they are shown
     */
    static int[] choose(int[] ranked, int size, int limit, ChunkIndex index) {
        int[] chosen = new int[Math.min(size, limit)];
        int[] pages = new int[chosen.length];
        int count = 0;
        for (int i = 0; i < size && count < chosen.length; i++) {
            int page = index.pageOf(ranked[i]);
            int ofPage = 0;
            for (int k = 0; k < count; k++) {
                ofPage += pages[k] == page ? 1 : 0;
            }
            if (ofPage < MAX_PER_PAGE) {
                pages[count] = page;
                chosen[count++] = i;
            }
        }
        return grouped(chosen, pages, count);
    }

    private static int[] grouped(int[] chosen, int[] pages, int count) {
        int[] grouped = new int[count];
        boolean[] taken = new boolean[count];
        int at = 0;
        for (int first = 0; first < count; first++) {
            for (int k = first; k < count; k++) {
                if (!taken[k] && pages[k] == pages[first]) {
                    grouped[at++] = chosen[k];
                    taken[k] = true;
                }
            }
        }
        return grouped;
    }
}
