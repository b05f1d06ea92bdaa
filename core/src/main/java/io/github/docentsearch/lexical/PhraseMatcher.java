package io.github.docentsearch.lexical;

import io.github.docentsearch.text.EnglishStemmer;
import io.github.docentsearch.text.TermAnalyzer;
import io.github.docentsearch.text.TermList;
import java.util.List;

/**
 * Says whether the words of a phrase follow each other in a text. The index has no positions: a search finds the chunks that
 * have all the words, then reads the text of these.
 */
public final class PhraseMatcher {
    private final TermAnalyzer analyzer;
    private final TermList terms = new TermList();

    public PhraseMatcher(TermAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** Whether {@code text} has all phrases of the query and none of the excluded ones. */
    public boolean accepts(LexicalQuery query, String text) {
        if (query.phrases().isEmpty() && query.excludedPhrases().isEmpty()) {
            return true;
        }
        analyzer.analyze(text, terms);
        String[] sequence = sequence(terms);
        return containsAll(query.phrases(), sequence, true) && containsAll(query.excludedPhrases(), sequence, false);
    }

    private static boolean containsAll(List<String[]> phrases, String[] sequence, boolean wanted) {
        for (int i = 0; i < phrases.size(); i++) {
            if (contains(sequence, phrases.get(i)) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(String[] sequence, String[] phrase) {
        for (int start = 0; start + phrase.length <= sequence.length; start++) {
            int matched = 0;
            while (matched < phrase.length && isSame(sequence[start + matched], phrase[matched])) {
                matched++;
            }
            if (matched == phrase.length) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(String a, String b) {
        return a.equals(b) || EnglishStemmer.stem(a).equals(EnglishStemmer.stem(b));
    }

    /** The words of a text one after another: no parts, no wholes, no signs that belong to a word. */
    static String[] sequence(TermList terms) {
        String[] sequence = new String[terms.size()];
        int count = 0;
        int position = -1;
        for (int i = 0; i < terms.size(); i++) {
            int kind = terms.kind(i);
            if (kind == TermList.WORD
                    || kind == TermList.PIECE
                    || kind == TermList.SYMBOL && terms.position(i) > position) {
                sequence[count++] = terms.term(i);
                position = terms.position(i);
            }
        }
        String[] exact = new String[count];
        System.arraycopy(sequence, 0, exact, 0, count);
        return exact;
    }
}
