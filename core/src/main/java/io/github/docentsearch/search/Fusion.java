package io.github.docentsearch.search;

import io.github.docentsearch.lexical.LexicalQuery;

/**
 * Brings the scores of keywords and of meaning to one scale and adds them, weighted by how far keywords cover the query.
 *
 * <p>Keywords: score / best score. Meaning: (score - mean of the site) / (best score - mean). The manual's page on relevance
 * has what was measured.
 */
final class Fusion {
    /** Share of meaning where a chunk has all words of the query. */
    private static final float MEANING_SHARE = 0.5f;

    /** Queries of no more main words than these look for one place rather than for a page that is all about them. */
    private static final int FEW_MAIN_WORDS = 2;

    private static final float SUPPORT_FOR_FEW_WORDS = 0.4f;

    /** Share of the query's words, by what they say, that the best hit must have where meaning is not asked, or finds nothing. */
    private static final float LEAST_COVERAGE = 0.2f;

    private static final float LEAST_COVERAGE_WITHOUT_MEANING = 0.4f;

    private Fusion() {}

    /**
     * How much meaning counts, 0 to 1; keywords count for the rest. Keywords are trusted as far as they go: where no chunk has
     * more than a few of the query's words, the best of them says little.
     *
     * @param coverage greatest share of the query's words, by their idf, that a chunk has
     */
    static float meaningWeight(float coverage) {
        return 1 - (1 - MEANING_SHARE) * coverage;
    }

    /** How much the chunks of a page speak for each other, see {@link PageSupport}. */
    static float supportShare(LexicalQuery query) {
        int words = query.mainWords();
        return words <= 1 ? 0 : words <= FEW_MAIN_WORDS ? SUPPORT_FOR_FEW_WORDS : 1;
    }

    /**
     * Whether a query means nothing on this site, so that the stray words of it that are found are better not shown: few of its
     * words stand together anywhere, and no chunk is near to it in meaning.
     *
     * @param coverage greatest share of the query's words, by their idf, that a chunk has
     * @param bestSemantic greatest semantic score; {@link Candidates#NONE} if meaning was not asked
     */
    static boolean isLost(float coverage, float bestSemantic, float floor) {
        return bestSemantic == Candidates.NONE
                ? coverage < LEAST_COVERAGE
                : bestSemantic < floor && coverage < LEAST_COVERAGE_WITHOUT_MEANING;
    }

    /**
     * The fused score of each candidate, 0 to 1; {@link Candidates#NONE} for those that are no hits: found by meaning alone and
     * below the floor.
     *
     * @param weight how much meaning counts; 0 without meaning, 1 without keywords
     * @param mean of the meaning scores of all chunks; not used without meaning
     * @param floor least semantic score of a hit in which no word of the query stands
     */
    static float[] scores(Candidates candidates, float weight, float mean, float floor) {
        float bestKeyword = 0;
        float bestSemantic = mean;
        for (int i = 0; i < candidates.size(); i++) {
            bestKeyword = Math.max(bestKeyword, candidates.keywordScore(i));
            bestSemantic = Math.max(bestSemantic, candidates.semanticScore(i));
        }
        float[] scores = new float[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
            float keyword = candidates.keywordScore(i);
            float semantic = candidates.semanticScore(i);
            if (keyword <= 0 && !candidates.isExact(i) && semantic < floor) {
                scores[i] = Candidates.NONE;
                continue;
            }
            float byWords = keyword > 0 ? keyword / bestKeyword : 0;
            float byMeaning = semantic > mean ? (semantic - mean) / (bestSemantic - mean) : 0;
            scores[i] = weight * byMeaning + (1 - weight) * byWords;
        }
        return scores;
    }
}
