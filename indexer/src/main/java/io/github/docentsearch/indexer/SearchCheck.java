package io.github.docentsearch.indexer;

import io.github.docentsearch.indexer.IndexerOptions.Budgets;
import io.github.docentsearch.indexer.IndexerOptions.SearchTest;
import io.github.docentsearch.indexer.crawl.UrlEncoding;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the user demands of a search before it is published: sizes, recall, and answers to some queries. */
final class SearchCheck {
    private static final int KB = 1024;

    /** Hits that a reader is shown at first: more of a page move together if more are asked for. */
    private static final int READER_SEES = 10;

    /** Hits among which a page is looked for that is not where it should be. */
    private static final int LOOKED_AT = 100;

    /** Hits that the message of a failed test tells. */
    private static final int SHOWN = 5;

    private final List<String> failures = new ArrayList<>();
    private int testCount;
    private int failedTests;

    /**
     * Checks sizes and recall.
     *
     * @param firstSearchBytes as measured: of the first answer by meaning, or by words if there is no meaning
     */
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
            List<Hit> hits = ask(search, test, Math.max(READER_SEES, test.within()));
            int place = placeOf(test.page(), hits);
            boolean passed = test.page() == null ? hits.isEmpty() : place > 0 && place <= test.within();
            if (!passed) {
                failedTests++;
                int further = place > 0 ? place : placeOf(test.page(), ask(search, test, LOOKED_AT));
                failures.add(describe(test, further, hits));
            }
        }
        testCount += tests.size();
        return this;
    }

    /** How many tests were run, and how many of them failed; empty if there were none. */
    String summary() {
        return testCount == 0 ? "" : "Search tests run: " + testCount + ", failures: " + failedTests;
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
                    + " KB of 1,024 bytes");
        }
    }

    private static List<Hit> ask(LocalSearch search, SearchTest test, int limit) {
        return search.answer(new Query(test.query(), limit, Query.HYBRID, List.of()))
                .hits();
    }

    /** Where the wanted page stands, from 1; 0 if it does not. */
    private static int placeOf(@Nullable String wanted, List<Hit> hits) {
        for (int i = 0; i < hits.size() && wanted != null; i++) {
            if (leadsTo(hits.get(i).url(), wanted)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether an encoded URL leads to a page, and to its anchor if it names one; written as files are called, or encoded. */
    private static boolean leadsTo(String url, String wanted) {
        String[] parts = url.split("#", 2);
        if (isCalled(parts[0], wanted)) {
            return true;
        }
        int hash = wanted.indexOf('#');
        return hash >= 0
                && parts.length == 2
                && isCalled(parts[0], wanted.substring(0, hash))
                && isCalled(parts[1], wanted.substring(hash + 1));
    }

    private static boolean isCalled(String encoded, String name) {
        String plain = decode(encoded);
        return plain.equals(name) || plain.equals(decode(name));
    }

    private static String decode(String encoded) {
        return new String(UrlEncoding.decode(encoded), StandardCharsets.UTF_8);
    }

    private static String describe(SearchTest test, int place, List<Hit> hits) {
        StringBuilder text = new StringBuilder("<searchTests> '").append(test.query());
        if (test.page() == null) {
            text.append("' should find nothing");
        } else {
            text.append("' should find ").append(test.page()).append(" among the first ");
            text.append(test.within());
        }
        if (hits.isEmpty()) {
            return text.append(", but finds nothing").toString();
        }
        if (test.page() != null) {
            text.append(place > 0 ? ", but it comes as number " + place : ", but it is not found");
        }
        text.append(". What comes:");
        for (int i = 0; i < Math.min(SHOWN, hits.size()); i++) {
            Hit hit = hits.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %2d. %.3f  %-8s %s  (%s)",
                    i + 1,
                    hit.score(),
                    hit.via(),
                    hit.url(),
                    hit.title()));
        }
        return text.toString();
    }
}
