package io.github.docentsearch.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.docentsearch.format.ChunkIndex;
import org.junit.jupiter.api.Test;

class PageSupportTest {
    /** Page 0 has chunks 0 to 4, page 1 has 5 to 9. */
    private static final ChunkIndex INDEX = new ChunkIndex(10, new int[] {0, 5}, new int[] {0});

    private static float[] lifted(int[] chunks, float[] scores, float share) {
        Candidates candidates = new Candidates();
        for (int chunk : chunks) {
            candidates.setKeywordScore(chunk, 1);
        }
        PageSupport.lift(candidates, scores, INDEX, share);
        return scores;
    }

    @Test
    void theBestChunkOfAPageIsLiftedByItsNextTwo() {
        assertArrayEquals(
                new float[] {0.4f, 1f + 0.25f + 0.1f, 0.5f, 0.1f},
                lifted(new int[] {0, 1, 2, 3}, new float[] {0.4f, 1f, 0.5f, 0.1f}, 1));
    }

    @Test
    void pagesDoNotSpeakForEachOther() {
        assertArrayEquals(new float[] {1f, 0.5f}, lifted(new int[] {4, 5}, new float[] {1f, 0.5f}, 1));
    }

    @Test
    void whatIsNoHitSupportsNothing() {
        assertArrayEquals(
                new float[] {1f, Candidates.NONE}, lifted(new int[] {4, 3}, new float[] {1f, Candidates.NONE}, 1));
    }
}
