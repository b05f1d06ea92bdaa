package io.github.docentsearch.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.docentsearch.format.ChunkIndex;
import org.junit.jupiter.api.Test;

class PageGroupingTest {
    /** Page 0 has chunks 0 to 4, page 1 has 5 to 9. */
    private static final ChunkIndex INDEX = new ChunkIndex(10, new int[] {0, 5}, new int[] {0});

    @Test
    void chunksOfAPageStandTogetherWhereTheBestOfThemStands() {
        assertArrayEquals(new int[] {0, 2, 1, 3}, choose(new int[] {3, 7, 1, 9}, 10));
    }

    @Test
    void aPageShowsThreeChunksBeforeTheNextGetsItsTurn() {
        assertArrayEquals(new int[] {0, 1, 2, 4}, choose(new int[] {0, 1, 2, 3, 5}, 4));
    }

    @Test
    void whatIsLeftFollowsWhereThereIsRoom() {
        assertArrayEquals(new int[] {0, 1, 2, 4, 3}, choose(new int[] {0, 1, 2, 3, 5}, 10));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, choose(new int[] {4, 3, 2, 1, 0}, 5));
        assertArrayEquals(new int[] {0, 1, 2, 3}, choose(new int[] {4, 3, 2, 1, 0}, 4));
        assertArrayEquals(
                new int[] {0, 1, 2, 3, 4, 5, 6, 9, 7, 8}, choose(new int[] {0, 1, 2, 5, 6, 7, 3, 8, 9, 4}, 10));
    }

    @Test
    void aFurtherChunkMustBeAmongTheFirstByItself() {
        assertArrayEquals(new int[] {0, 1}, choose(new int[] {0, 6, 1}, 2));
    }

    private static int[] choose(int[] ranked, int limit) {
        return PageGrouping.choose(ranked, ranked.length, limit, INDEX);
    }
}
