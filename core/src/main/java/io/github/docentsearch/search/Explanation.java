package io.github.docentsearch.search;

import io.github.docentsearch.lexical.LexicalMatches;
import io.github.docentsearch.lexical.LexicalQuery;
import io.github.docentsearch.lexical.QueryParser;
import io.github.docentsearch.lexical.QueryWord;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer with what led to it, for people who tune a site.
 *
 * @param words how the query was read
 * @param meaningWeight how much meaning counts, 0 to 1; words count for the rest
 * @param floor least nearness of a hit in which no word of the query stands; infinite without meaning
 * @param reasons of each hit of the answer, in its order
 */
public record Explanation(Answer answer, List<Word> words, float meaningWeight, float floor, List<Reason> reasons) {

    /**
     * A word of the query.
     *
     * @param idf how much it says: 0 and a little for words that stand everywhere
     * @param role one of the constants of {@link QueryWord}
     * @param known whether it was found on the site, be it as a beginning or with a typing error
     * @param exact whether it was found as it is, or in another form of the same stem
     */
    public record Word(String term, float idf, int role, boolean known, boolean exact) {}

    /**
     * A hit's score, taken apart:
     * {@code (1 - meaningWeight) * byWords + meaningWeight * byMeaning + ofVersion + ofPage + ofTie + exactness}.
     *
     * @param byWords its keyword score beside the best one, 0 to 1
     * @param byMeaning its nearness to the query between the site's mean and the best, 0 to 1
     * @param nearness dot product of its vector and the query's, -1 to 1; {@link Float#NaN} without meaning
     * @param ofVersion what its page loses for being of an older version: 0 or less
     * @param ofPage what other sections of its page add: 0 or more
     * @param ofTie what it got from or gave to hits of about the same score, in which the words stand farther apart or closer
     * @param exactness 2 if the query is its page's title, 1 if it is another exact name of it, else 0; added to the score
     * @param words words of the query that stand in it
     * @param headingWords those of them that stand in its title or headings
     */
    public record Reason(
            float byWords,
            float byMeaning,
            float nearness,
            float ofVersion,
            float ofPage,
            float ofTie,
            int exactness,
            List<String> words,
            List<String> headingWords) {}

    /**
     * Of the state in which a search has just left the engine. What the scores were before versions and pages were looked at is
     * computed again, by what the answer was computed by.
     *
     * @param weight how much meaning counted; 0 without meaning, 1 without keywords
     * @param mean of the meaning scores of all chunks; not used without meaning
     */
    static Explanation of(
            Answer answer,
            LexicalQuery query,
            SiteIndex.Keywords keywords,
            Candidates candidates,
            float weight,
            float mean,
            float floor) {
        LexicalMatches matches = keywords.searcher().matches();
        float[] byWords = Fusion.scores(candidates, 0, mean, floor);
        float[] byMeaning = Fusion.scores(candidates, 1, mean, floor);
        float[] fused = Fusion.scores(candidates, weight, mean, floor);
        float[] folded = fused.clone();
        if (keywords.versions() != null) {
            Versions.fold(candidates, folded, keywords.chunks(), keywords.versions());
        }
        float[] lifted = folded.clone();
        PageSupport.lift(candidates, lifted, keywords.chunks(), Fusion.supportShare(query));
        List<Reason> reasons = new ArrayList<>();
        for (Hit hit : answer.hits()) {
            int at = 0;
            while (candidates.chunk(at) != hit.chunk()) {
                at++;
            }
            reasons.add(new Reason(
                    byWords[at],
                    byMeaning[at],
                    answer.semantic() ? candidates.semanticScore(at) : Float.NaN,
                    folded[at] - fused[at],
                    lifted[at] - folded[at],
                    hit.score() - candidates.exactness(at) - lifted[at],
                    candidates.exactness(at),
                    terms(query, matches.words(hit.chunk())),
                    terms(query, matches.headingWords(hit.chunk()))));
        }
        return new Explanation(answer, words(query, matches), weight, floor, reasons);
    }

    private static List<Word> words(LexicalQuery query, LexicalMatches matches) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < wordCount(query); i++) {
            QueryWord word = query.words().get(i);
            int bit = 1 << i;
            words.add(new Word(
                    word.term(),
                    word.role() == QueryWord.EXCLUDED ? 0 : matches.idf(i),
                    word.role(),
                    (matches.knownWords() & bit) != 0,
                    (matches.exactWords() & bit) != 0));
        }
        return words;
    }

    private static int wordCount(LexicalQuery query) {
        return Math.min(query.words().size(), QueryParser.MAX_WORDS);
    }

    private static List<String> terms(LexicalQuery query, int mask) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < wordCount(query); i++) {
            if ((mask & 1 << i) != 0) {
                terms.add(query.words().get(i).term());
            }
        }
        return terms;
    }
}
