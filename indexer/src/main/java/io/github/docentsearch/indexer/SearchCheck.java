package io.github.docentsearch.indexer;

import io.github.docentsearch.indexer.IndexerOptions.Budgets;
import io.github.docentsearch.indexer.IndexerOptions.SearchTest;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the user demands of a search before it is published: sizes, recall, and answers to some queries. */
final class SearchCheck {
    private static final int KB = 1024;

    private final List<String> failures = new ArrayList<>();

    /** Checks sizes and recall. */
    SearchCheck budgets(Budgets budgets, long engineBytes, long indexBytes, long firstSearchBytes, double recall) {
        limit("maxEngineKb", budgets.maxEngineKb(), engineBytes, "engine with its JavaScript, gzipped,");
        limit("maxIndexKb", budgets.maxIndexKb(), indexBytes, "search-index.bin");
        limit("maxFirstSearchKb", budgets.maxFirstSearchKb(), firstSearchBytes, "download before a first answer");
        if (recall < budgets.minRecall()) {
            failures.add(String.format(
                    Locale.ROOT,
                    "<budgets><minRecall>%s: recall@10 is %.4f. Raise <hnsw><efSearch>, or choose a finer <vectorEncoding>.",
                    budgets.minRecall(),
                    recall));
        }
        return this;
    }

    /** Asks the user's queries. */
    SearchCheck tests(List<SearchTest> tests, LocalSearch search) {
        for (SearchTest test : tests) {
            Answer answer =
                    search.answer(new Query(test.query(), Math.max(10, test.within()), Query.HYBRID, List.of()));
            List<Hit> hits = answer.hits();
            String wanted = test.page();
            boolean passed = wanted == null
                    ? hits.isEmpty()
                    : hits.stream().limit(test.within()).anyMatch(hit -> isAt(hit, wanted));
            if (!passed) {
                failures.add("<searchTests> '" + test.query() + "' should find "
                        + (wanted == null ? "nothing" : wanted + " among the first " + test.within()) + ", but found "
                        + describe(hits));
            }
        }
        return this;
    }

    /** @throws IndexingException if anything was missed, telling all of it */
    void orThrow() throws IndexingException {
        if (!failures.isEmpty()) {
            throw new IndexingException(
                    IndexingException.Kind.UNMET,
                    String.join(System.lineSeparator(), failures) + System.lineSeparator()
                            + "Nothing was published; an earlier search in the site is as it was.");
        }
    }

    private void limit(String parameter, int maxKb, long bytes, String what) {
        if (maxKb > 0 && bytes > (long) maxKb * KB) {
            failures.add("<budgets><" + parameter + ">" + maxKb + ": the " + what + " takes " + (bytes + KB - 1) / KB
                    + " KB");
        }
    }

    private static boolean isAt(Hit hit, String wanted) {
        return hit.url().equals(wanted) || wanted.indexOf('#') < 0 && hit.url().startsWith(wanted + '#');
    }

    private static String describe(List<Hit> hits) {
        if (hits.isEmpty()) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        for (Hit hit : hits.subList(0, Math.min(5, hits.size()))) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%s (%.2f)", hit.url(), hit.score()));
        }
        return text.toString();
    }
}
