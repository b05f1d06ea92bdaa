package io.github.docentsearch.search;

import io.github.docentsearch.format.ChunkBlocks.ShownChunk;
import io.github.docentsearch.lexical.LexicalQuery;
import io.github.docentsearch.lexical.PhraseMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves of a ranking the chunks that have a query's phrases, and none that it excludes. The index has no positions: the texts
 * are read, the best first, and no more of them than an answer needs.
 */
final class PhraseFilter {
    /** Chunks whose texts are read for one query. */
    static final int MAX_READ = 512;

    /** Chunks whose texts are read, and in a browser fetched, before it is asked whether they are enough. */
    private static final int STEP = 64;

    private final Candidates candidates;
    private final PhraseMatcher matcher;
    private int read;

    PhraseFilter(Candidates candidates, PhraseMatcher matcher) {
        this.candidates = candidates;
        this.matcher = matcher;
    }

    /**
     * The first of a ranking that are accepted.
     *
     * @param order positions of {@code candidates}, best first
     * @param wanted how many are enough
     * @param byWords whether the words were searched, so that what has a phrase has a score by them
     * @return positions, best first; {@code null} if texts must be fetched first
     */
    int @Nullable [] accepted(
            int[] order, int wanted, LexicalQuery query, SiteIndex.Keywords keywords, boolean byWords) {
        int[] accepted = new int[Math.min(order.length, MAX_READ)];
        int count = 0;
        boolean lacking = false;
        for (read = 0; read < accepted.length && (read % STEP != 0 || count < wanted && !lacking); read++) {
            int position = order[read];
            if (!byWords || query.phrases().isEmpty() || candidates.keywordScore(position) > 0) {
                ShownChunk shown = keywords.texts().get(candidates.chunk(position));
                lacking |= shown == null;
                if (shown != null && matcher.accepts(query, searchedText(shown))) {
                    accepted[count++] = position;
                }
            }
        }
        if (lacking) {
            return null;
        }
        int[] exact = new int[count];
        System.arraycopy(accepted, 0, exact, 0, count);
        return exact;
    }

    /** How many of the ranking were looked at; what was not may be accepted or not. */
    int read() {
        return read;
    }

    private static String searchedText(ShownChunk shown) {
        StringBuilder text = new StringBuilder(shown.page().title());
        List<String> headings = shown.chunk().headings();
        for (int i = 0; i < headings.size(); i++) {
            text.append('\n').append(headings.get(i));
        }
        return text.append('\n').append(shown.chunk().text()).toString();
    }
}
