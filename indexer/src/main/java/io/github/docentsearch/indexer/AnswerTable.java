package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.lexical.QueryWord;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Explanation;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An answer as a table for a terminal: what came, and why: the score and place of each hit in the answer by words alone and
 * in the answer by meaning alone, beside those in the fused one.
 */
public final class AnswerTable {
    /** How far down the two single answers are searched for the hits of the fused one. */
    private static final int DEPTH = 200;

    private static final int TITLE_WIDTH = 44;

    private AnswerTable() {}

    /**
     * The answer of a site's search, as lines without line ends.
     *
     * @param limit most hits, from 1 to {@link Query#MAX_LIMIT}
     * @param explain whether to tell how the scores came about
     * @throws IndexingException if the limit is out of range, or the site has no search that can be used
     */
    public static List<String> of(Path siteDirectory, String outputFolder, String text, int limit, boolean explain)
            throws IndexingException {
        if (limit < 1 || limit > Query.MAX_LIMIT) {
            throw IndexingException.badParameter("limit", limit + " is not between 1 and " + Query.MAX_LIMIT);
        }
        LocalSearch search = LocalSearch.openSite(siteDirectory, outputFolder);
        Query query = new Query(text, limit, Query.HYBRID, List.of());
        try {
            List<String> lines = new ArrayList<>(lines(search, query));
            if (explain) {
                lines.addAll(explanation(search, query));
            }
            return lines;
        } catch (MalformedIndexException e) {
            throw LocalSearch.unusable(siteDirectory.resolve(outputFolder), e);
        }
    }

    /** The lines of the table for {@code query}, without line ends. */
    public static List<String> lines(LocalSearch search, Query query) {
        Answer answer = search.answer(query);
        Map<Integer, String> words = places(search, query, Query.KEYWORD);
        Map<Integer, String> meaning = answer.semantic() ? places(search, query, Query.SEMANTIC) : Map.of();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d of %d sections for \"%s\"%s",
                answer.hits().size(),
                answer.total(),
                query.text(),
                answer.semantic() ? "" : " (by words alone)"));
        if (answer.hits().isEmpty()) {
            return lines;
        }
        lines.add(row("#", "score", "via", "by words", "by meaning", "section", "address"));
        int place = 1;
        for (Hit hit : answer.hits()) {
            lines.add(row(
                    String.valueOf(place++),
                    score(hit),
                    hit.via(),
                    words.getOrDefault(hit.chunk(), "-"),
                    meaning.getOrDefault(hit.chunk(), "-"),
                    title(hit),
                    hit.url()));
        }
        return lines;
    }

    /** How the scores of the answer to {@code query} came about, as lines without line ends. */
    public static List<String> explanation(LocalSearch search, Query query) {
        Explanation explanation = search.explain(query);
        List<String> lines = new ArrayList<>();
        lines.add("The query was read as: "
                + explanation.words().stream().map(AnswerTable::describe).collect(Collectors.joining(", ")));
        if (explanation.answer().semantic()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Meaning counts %.2f, words %.2f. What has no word of the query must be as near as %.3f.",
                    explanation.meaningWeight(),
                    1 - explanation.meaningWeight(),
                    explanation.floor()));
        } else {
            lines.add("Only words count.");
        }
        for (int i = 0; i < explanation.reasons().size(); i++) {
            Hit hit = explanation.answer().hits().get(i);
            Explanation.Reason reason = explanation.reasons().get(i);
            String sum = explanation.answer().semantic()
                    ? String.format(
                            Locale.ROOT,
                            "%.2f x %.3f by words + %.2f x %.3f by meaning",
                            1 - explanation.meaningWeight(),
                            reason.byWords(),
                            explanation.meaningWeight(),
                            reason.byMeaning())
                    : String.format(Locale.ROOT, "%.3f by words", reason.byWords());
            lines.add(String.format(Locale.ROOT, "%3d. %.3f = %s%s", i + 1, hit.score(), sum, rest(reason)));
            lines.add("     " + title(hit) + ": " + has(reason));
        }
        return lines;
    }

    private static String describe(Explanation.Word word) {
        if (word.role() == QueryWord.EXCLUDED) {
            return "without " + word.term();
        }
        return String.format(
                Locale.ROOT,
                "%s (%s%s)",
                word.term(),
                word.role() == QueryWord.ASIDE ? "beside it, " : "",
                !word.known()
                        ? "not on the site"
                        : String.format(Locale.ROOT, "weight %.1f%s", word.idf(), word.exact() ? "" : ", by likeness"));
    }

    private static String rest(Explanation.Reason reason) {
        return part(reason.ofVersion(), "for an older version")
                + part(reason.ofPage(), "for its page's other sections")
                + part(
                        reason.ofTie(),
                        reason.ofTie() > 0
                                ? "for words closer together than in its equals"
                                : "for words farther apart than in its equals")
                + (reason.exactness() > 0 ? " + " + reason.exactness() + " for an exact name" : "");
    }

    /** A part of a score; nothing if it is too small to be read. */
    private static String part(float part, String what) {
        return Math.abs(part) < 0.0005f
                ? ""
                : String.format(Locale.ROOT, " %s %.3f %s", part > 0 ? "+" : "-", Math.abs(part), what);
    }

    private static String has(Explanation.Reason reason) {
        String words = reason.words().isEmpty() ? "no word" : String.join(", ", reason.words());
        return words
                + (reason.headingWords().isEmpty() ? "" : "; in headings " + String.join(", ", reason.headingWords()))
                + (Float.isNaN(reason.nearness())
                        ? ""
                        : String.format(Locale.ROOT, "; nearness %.3f", reason.nearness()));
    }

    private static Map<Integer, String> places(LocalSearch search, Query query, int mode) {
        Map<Integer, String> places = new HashMap<>();
        List<Hit> hits = search.answer(new Query(query.text(), DEPTH, mode, query.filters()))
                .hits();
        for (int i = 0; i < hits.size(); i++) {
            places.put(hits.get(i).chunk(), score(hits.get(i)) + " #" + (i + 1));
        }
        return places;
    }

    private static String title(Hit hit) {
        String title = hit.title().equals(hit.pageTitle()) ? hit.title() : hit.pageTitle() + " > " + hit.title();
        return title.length() <= TITLE_WIDTH ? title : title.substring(0, TITLE_WIDTH - 1) + "…";
    }

    private static String score(Hit hit) {
        return String.format(Locale.ROOT, "%.3f", hit.score());
    }

    private static String row(
            String place, String score, String via, String words, String meaning, String title, String url) {
        String format = "%3s  %6s  %-8s %-11s %-11s %-" + TITLE_WIDTH + "s  %s";
        return String.format(Locale.ROOT, format, place, score, via, words, meaning, title, url);
    }
}
