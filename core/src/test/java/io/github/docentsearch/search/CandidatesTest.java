package io.github.docentsearch.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    @Test
    void agreesWithAMap() {
        long seed = 11;
        Random random = new Random(seed);
        Candidates candidates = new Candidates();
        for (int round = 0; round < 20; round++) {
            candidates.clear();
            Map<Integer, Float> keyword = new HashMap<>();
            Map<Integer, Float> semantic = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                int chunk = random.nextInt(3_000) * (round + 1);
                float score = random.nextFloat();
                if (random.nextBoolean()) {
                    candidates.setKeywordScore(chunk, score);
                    keyword.put(chunk, score);
                } else {
                    candidates.setSemanticScore(chunk, score);
                    semantic.put(chunk, score);
                }
            }
            Map<Integer, Float> all = new HashMap<>(keyword);
            all.putAll(semantic);
            assertEquals(all.size(), candidates.size(), "seed " + seed);
            for (int i = 0; i < candidates.size(); i++) {
                int chunk = candidates.chunk(i);
                assertEquals(keyword.getOrDefault(chunk, Candidates.NONE), candidates.keywordScore(i));
                assertEquals(semantic.getOrDefault(chunk, Candidates.NONE), candidates.semanticScore(i));
            }
        }
    }
}
