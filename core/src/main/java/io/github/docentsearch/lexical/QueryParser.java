package io.github.docentsearch.lexical;

import io.github.docentsearch.text.StopWords;
import io.github.docentsearch.text.TermAnalyzer;
import io.github.docentsearch.text.TermList;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a reader types: words, {@code "quoted phrases"}, {@code -excluded} words and {@code -"excluded phrases"}.
 *
 * <p>A minus sign excludes only at the beginning of a word of two letters or more, and never the first word, so that
 * {@code -m} and {@code --force} remain words. A quotation mark without its partner is passed over. If the query does not
 * end in white space or a quotation mark, its last word may be the beginning of a longer one.
 */
public final class QueryParser {
    /** Words beyond these are not looked up. */
    public static final int MAX_WORDS = 32;

    /** Characters of a query beyond these are not read. */
    public static final int MAX_LENGTH = 1000;

    /** Queries of no more main words than these look up their function words too. */
    private static final int FEW_WORDS = 2;

    private static final float PART_WEIGHT = 0.3f;
    private static final float WHOLE_WEIGHT = 0.7f;
    private static final float FUNCTION_WORD_WEIGHT = 0.2f;

    private final TermAnalyzer analyzer;
    private final TermList terms = new TermList();

    // Of the query that is being read.
    private List<QueryWord> words = new ArrayList<>();
    private List<QueryWord> functionWords = new ArrayList<>();
    private List<String[]> phrases = new ArrayList<>();
    private List<String[]> excludedPhrases = new ArrayList<>();
    private int mainWords;

    public QueryParser(TermAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** Reads {@code text}, of which at most {@link #MAX_LENGTH} characters count. */
    public LexicalQuery parse(String text) {
        String query = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        words = new ArrayList<>();
        functionWords = new ArrayList<>();
        phrases = new ArrayList<>();
        excludedPhrases = new ArrayList<>();
        mainWords = 0;

        StringBuilder plain = new StringBuilder();
        int length = query.length();
        int run = 0;
        int at = 0;
        while (at < length) {
            char c = query.charAt(at);
            boolean wordBegins = at == 0 || isSpace(query.charAt(at - 1));
            boolean minus = c == '-' && wordBegins && at + 1 < length;
            int quote = isQuote(c) ? at : minus && isQuote(query.charAt(at + 1)) ? at + 1 : -1;
            int close = quote < 0 ? -1 : closingQuote(query, quote + 1);
            if (close > 0) {
                words(query.substring(run, at), false);
                plain.append(query.substring(run, at));
                String phrase = query.substring(quote + 1, close);
                if (quote == at) {
                    phrase(phrase);
                    plain.append(' ').append(phrase).append(' ');
                } else {
                    exclude(phrase);
                }
                at = close + 1;
                run = at;
            } else if (minus && at > 0 && excludes(query, at + 1)) {
                words(query.substring(run, at), false);
                plain.append(query.substring(run, at));
                int end = at + 1;
                while (end < length && !isSpace(query.charAt(end))) {
                    end++;
                }
                exclude(query.substring(at + 1, end));
                at = end;
                run = at;
            } else {
                at++;
            }
        }
        String rest = query.substring(run);
        plain.append(rest);
        words(rest, length > 0 && !isSpace(query.charAt(length - 1)));

        if (mainWords <= FEW_WORDS) {
            for (int i = 0; i < functionWords.size() && words.size() < MAX_WORDS; i++) {
                words.add(functionWords.get(i));
            }
        }
        String plainText = plain.toString().trim();
        return new LexicalQuery(plainText, analyzer.key(plainText), words, phrases, excludedPhrases);
    }

    /** Adds the words of a part of the query without operators. */
    private void words(String part, boolean lastIsPrefix) {
        analyzer.analyze(part, terms);
        int lastEnd = terms.size() == 0 ? 0 : terms.end(terms.size() - 1);
        int compound = words.size();
        int compoundEnd = 0;
        for (int i = 0; i < terms.size() && words.size() < MAX_WORDS; i++) {
            String term = terms.term(i);
            int kind = terms.kind(i);
            if (terms.start(i) >= compoundEnd) {
                compound = words.size();
                compoundEnd = terms.end(i);
            }
            boolean prefix = lastIsPrefix && terms.end(i) == lastEnd && lastEnd == part.length();
            if (kind == TermList.PART) {
                // The identifier itself follows its parts.
                words.add(new QueryWord(term, QueryWord.ASIDE, PART_WEIGHT, false, false, ordinalOfWhole(i)));
            } else if (kind == TermList.WHOLE) {
                words.add(new QueryWord(term, QueryWord.ASIDE, WHOLE_WEIGHT, false, prefix, -1));
            } else if (kind == TermList.SYMBOL && terms.start(i) < compoundEnd && compound < words.size()) {
                words.add(new QueryWord(term, QueryWord.ASIDE, 1f, false, false, -1));
            } else if (StopWords.contains(term) && kind == TermList.WORD) {
                functionWords.add(new QueryWord(
                        term, QueryWord.ASIDE, FUNCTION_WORD_WEIGHT, false, prefix && term.length() > 1, -1));
            } else {
                words.add(new QueryWord(term, QueryWord.MAIN, 1f, false, prefix, -1));
                mainWords++;
            }
        }
    }

    /** The ordinal that the word which has the part at {@code index} is going to get. */
    private int ordinalOfWhole(int index) {
        int ordinal = words.size();
        for (int i = index; i < terms.size() && terms.kind(i) == TermList.PART; i++) {
            ordinal++;
        }
        return ordinal;
    }

    /**
     * Words in quotation marks: all required, and in this order. Function words alone, which no index of the texts has, are
     * words like others.
     */
    private void phrase(String phrase) {
        String[] sequence = sequence(phrase);
        int before = words.size();
        for (String term : sequence) {
            if (words.size() < MAX_WORDS && !StopWords.contains(term)) {
                words.add(new QueryWord(term, QueryWord.MAIN, 1f, true, false, -1));
                mainWords++;
            }
        }
        if (words.size() > before) {
            phrases.add(sequence);
        } else {
            words(phrase, false);
        }
    }

    private String[] sequence(String phrase) {
        analyzer.analyze(phrase, terms);
        return PhraseMatcher.sequence(terms);
    }

    private void exclude(String phrase) {
        String[] sequence = sequence(phrase);
        if (sequence.length == 1 && words.size() < MAX_WORDS) {
            words.add(new QueryWord(sequence[0], QueryWord.EXCLUDED, 1f, false, false, -1));
        } else if (sequence.length > 1) {
            excludedPhrases.add(sequence);
        }
    }

    private static boolean excludes(String query, int at) {
        return at + 1 < query.length() && isWordLike(query.charAt(at)) && isWordLike(query.charAt(at + 1));
    }

    private static boolean isWordLike(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= 0xC0;
    }

    private static int closingQuote(String query, int from) {
        for (int i = from; i < query.length(); i++) {
            if (isQuote(query.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E;
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == 0xA0 || c == 0x3000;
    }
}
