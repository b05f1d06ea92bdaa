package io.github.docentsearch.search;

import io.github.docentsearch.format.ChunkIndex;

/**
 * Chooses what is shown of a ranking: the best chunks, three of a page before the next page gets its turn, these together.
 *
 * <p>A page stands where its best chunk stands. Its further chunks stand with it only if they would be among the first by
 * their own score, so that one long page does not push others out. Where that leaves room, the rest follows.
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
        int[] left = new int[size];
        int leftCount = 0;
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
            } else {
                left[leftCount++] = i;
            }
        }
        int first = count;
        for (int i = 0; count < chosen.length; i++) {
            pages[count] = index.pageOf(ranked[left[i]]);
            chosen[count++] = left[i];
        }
        int[] grouped = new int[count];
        group(chosen, pages, 0, first, grouped);
        group(chosen, pages, first, count, grouped);
        return grouped;
    }

    private static void group(int[] chosen, int[] pages, int from, int to, int[] grouped) {
        boolean[] taken = new boolean[to];
        int at = from;
        for (int first = from; first < to; first++) {
            for (int k = first; k < to; k++) {
                if (!taken[k] && pages[k] == pages[first]) {
                    grouped[at++] = chosen[k];
                    taken[k] = true;
                }
            }
        }
    }
}
