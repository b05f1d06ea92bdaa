package io.github.docentsearch.lexical;

import java.util.ArrayList;
import java.util.List;

/**
 * A query after {@link QueryParser} has read it.
 *
 * @param plainText the query without quotation marks and excluded words: what is embedded
 * @param key what an exact title or identifier is looked up by; empty if there is none
 * @param words at most {@link QueryParser#MAX_WORDS}
 * @param phrases what stood in quotation marks: terms that must follow each other in the text
 * @param excludedPhrases the same after a minus sign: terms that may not follow each other
 */
public record LexicalQuery(
        String plainText, String key, List<QueryWord> words, List<String[]> phrases, List<String[]> excludedPhrases) {

    /** The same query without the words it asks for: what is left says which chunks are no hits. */
    public LexicalQuery onlyExclusions() {
        List<QueryWord> excluded = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).role() == QueryWord.EXCLUDED) {
                excluded.add(words.get(i));
            }
        }
        return new LexicalQuery(plainText, key, excluded, phrases, excludedPhrases);
    }

    /** Number of main words. */
    public int mainWords() {
        int count = 0;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).role() == QueryWord.MAIN) {
                count++;
            }
        }
        return count;
    }
}
