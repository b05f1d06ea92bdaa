package io.github.docentsearch.indexer.fuzz;

import io.github.docentsearch.bytes.Utf8;
import io.github.docentsearch.embedder.JdkUnicode;
import io.github.docentsearch.indexer.LocalSearch;
import io.github.docentsearch.lexical.LexicalQuery;
import io.github.docentsearch.lexical.QueryParser;
import io.github.docentsearch.search.Excerpts;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import io.github.docentsearch.text.TermAnalyzer;
import io.github.docentsearch.text.TermList;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Words: tokenizer, term analysis, query parser, excerpts, and queries as a whole. */
public final class TextFuzz {
    private static final int MAX_LENGTH = 20_000;

    private static final WordPieceTokenizer TOKENIZER = new WordPieceTokenizer(Golden.vocabulary(), new JdkUnicode());
    private static final TermAnalyzer ANALYZER = new TermAnalyzer(new JdkUnicode());
    private static final QueryParser PARSER = new QueryParser(ANALYZER);
    private static final Excerpts EXCERPTS = new Excerpts(ANALYZER);
    private static final LocalSearch SEARCH =
            new LocalSearch(Golden.index(0).toFile(), Golden.model(true, false).toFile());

    private TextFuzz() {}

    /** Called once, so that no input is charged for what is loaded only once. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("\0once".getBytes(StandardCharsets.US_ASCII));
    }

    /** The first byte says what the others are: UTF-8, sound or not, or UTF-16, in which surrogates may stand alone. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = text(input);
        if (text.length() > MAX_LENGTH) {
            return;
        }
        tokens(text);
        TermList terms = new TermList();
        ANALYZER.analyze(text, terms);
        for (int i = 0; i < terms.size(); i++) {
            require(terms.start(i) >= 0 && terms.start(i) < terms.end(i) && terms.end(i) <= text.length(), "a place");
            require(terms.term(i).length() <= TermAnalyzer.MAX_TERM_LENGTH, "a long term");
        }
        LexicalQuery parsed = PARSER.parse(text);
        require(parsed.words().size() <= QueryParser.MAX_WORDS, "many words");
        int shown = 0;
        for (Hit.Segment segment : EXCERPTS.excerpt(text, new int[0], parsed, new float[0])) {
            shown += segment.text().length();
        }
        require(shown <= Excerpts.MAX_LENGTH + 2, "a long excerpt");
        SEARCH.answer(Query.of(text));
        SEARCH.answer(new Query(text, 10, Query.SEMANTIC, List.of("version", text)));
    }

    private static void tokens(String text) {
        int count = TOKENIZER.count(text);
        int[] tokens = new int[count + 2];
        require(TOKENIZER.encode(text, tokens) == count + 2, "the number of pieces");
        for (int token : tokens) {
            require(token >= 0 && token < TOKENIZER.vocabulary().size(), "a piece");
        }
        require(TOKENIZER.encode(text, new int[7]) <= 7, "a cut text");
        byte[] utf8 = Utf8.encode(text);
        String decoded = Utf8.decode(utf8, 0, utf8.length);
        require(Arrays.equals(utf8, Utf8.encode(decoded)), "UTF-8");
    }

    static String text(byte[] input) {
        if (input.length == 0) {
            return "";
        }
        if ((input[0] & 1) == 0) {
            return Utf8.decode(input, 1, input.length - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i + 1 < input.length; i += 2) {
            text.append((char) (input[i] & 0xFF | input[i + 1] << 8));
        }
        return text.toString();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
