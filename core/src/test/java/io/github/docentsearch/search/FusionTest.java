package io.github.docentsearch.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.lexical.QueryParser;
import io.github.docentsearch.text.JdkUnicode;
import io.github.docentsearch.text.TermAnalyzer;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static final float FLOOR = 0.4f;

    private final QueryParser parser = new QueryParser(new TermAnalyzer(new JdkUnicode()));

    @Test
    void wordsCountForLessWhereNoSectionHasAllOfThem() {
        assertEquals(0.5f, Fusion.meaningWeight(1));
        assertEquals(0.75f, Fusion.meaningWeight(0.5f));
        assertEquals(1f, Fusion.meaningWeight(0));
    }

    @Test
    void oneWordLooksForOnePlaceAndNotForAPage() {
        assertEquals(0f, Fusion.supportShare(parser.parse("setTimeout")));
        assertEquals(0.4f, Fusion.supportShare(parser.parse("skip index")));
        assertEquals(1f, Fusion.supportShare(parser.parse("skip the index while building")));
    }

    @Test
    void bothScoresAreBroughtToOneScale() {
        Candidates candidates = new Candidates();
        candidates.setKeywordScore(0, 8);
        candidates.setSemanticScore(0, 0.1f);
        candidates.setKeywordScore(1, 4);
        candidates.setSemanticScore(1, 0.6f);
        candidates.setSemanticScore(2, 0.35f);
        candidates.setSemanticScore(3, 0.45f);
        float[] scores = Fusion.scores(candidates, 0.5f, 0.1f, FLOOR);
        assertArrayEquals(new float[] {0.5f, 0.75f, Candidates.NONE, 0.35f}, scores, 1e-6f);
    }

    @Test
    void aQueryOfStrayWordsThatMeansNothingHereIsLost() {
        assertTrue(Fusion.isLost(0.3f, 0.2f, FLOOR));
        assertFalse(Fusion.isLost(0.3f, 0.5f, FLOOR));
        assertFalse(Fusion.isLost(0.6f, 0.2f, FLOOR));
        assertTrue(Fusion.isLost(0.1f, Candidates.NONE, Float.POSITIVE_INFINITY));
        assertFalse(Fusion.isLost(0.3f, Candidates.NONE, Float.POSITIVE_INFINITY));
    }
}
