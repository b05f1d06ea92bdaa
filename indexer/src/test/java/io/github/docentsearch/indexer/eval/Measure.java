package io.github.docentsearch.indexer.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Means over queries: success@1 and @5, the mean reciprocal rank and the discounted cumulative gain of the first ten. */
final class Measure {
    private static final int DEPTH = 10;

    private final List<Double> gains = new ArrayList<>();
    private int queries;
    private double successAt1;
    private double successAt5;
    private double reciprocalRank;
    private double gain;

    /**
     * Adds a query.
     *
     * @param ranked what was found, best first; of equal names only the first counts
     * @param grades what should have been found, and its grade; a grade g gains 2^g - 1
     */
    void add(List<String> ranked, Map<String, Integer> grades) {
        queries++;
        int rank = 0;
        int first = 0;
        double found = 0;
        for (String name : new LinkedHashSet<>(ranked)) {
            if (++rank > DEPTH) {
                break;
            }
            int grade = grades.getOrDefault(name, 0);
            if (grade > 0) {
                first = first == 0 ? rank : first;
                found += discounted(grade, rank);
            }
        }
        successAt1 += first == 1 ? 1 : 0;
        successAt5 += first > 0 && first <= 5 ? 1 : 0;
        reciprocalRank += first > 0 ? 1.0 / first : 0;
        gains.add(found / ideal(grades));
        gain += found / ideal(grades);
    }

    /** Of how many queries the gain is more here than in another measure of the same queries, and of how many less. */
    String against(Measure other) {
        int more = 0;
        int less = 0;
        for (int i = 0; i < gains.size(); i++) {
            more += gains.get(i) > other.gains.get(i) ? 1 : 0;
            less += gains.get(i) < other.gains.get(i) ? 1 : 0;
        }
        return more + " better, " + less + " worse";
    }

    private static double ideal(Map<String, Integer> grades) {
        List<Integer> best = new ArrayList<>(grades.values());
        best.sort(Comparator.reverseOrder());
        double sum = 0;
        for (int i = 0; i < Math.min(DEPTH, best.size()); i++) {
            sum += discounted(best.get(i), i + 1);
        }
        return sum;
    }

    private static double discounted(int grade, int rank) {
        return ((1 << grade) - 1) * Math.log(2) / Math.log(rank + 1);
    }

    /** Number of queries, then the four means. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%5d   %.3f   %.3f   %.3f   %.3f",
                queries,
                successAt1 / queries,
                successAt5 / queries,
                reciprocalRank / queries,
                gain / queries);
    }
}
