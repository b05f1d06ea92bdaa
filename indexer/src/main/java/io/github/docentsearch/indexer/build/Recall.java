package io.github.docentsearch.indexer.build;

import io.github.docentsearch.graph.NearestSearcher;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the truth an index finds: of the k nearest by exact float search, the part that is among its own k.
 *
 * @param recall 0 to 1
 * @param queries queries that were asked
 * @param k neighbours that were compared
 * @param scoredPerQuery vectors scored per query, on average
 */
public record Recall(double recall, int queries, int k, double scoredPerQuery) {

    /**
     * Asks {@code queries} of the written index and of the float vectors.
     *
     * <p>Where several vectors have exactly the score of the k-th (copies of one text), any of them counts as found.
     *
     * @param queries shape [count][dimensions], of unit length
     * @param searcher over the same vectors, in the same order
     */
    public static Recall measure(FloatVectors vectors, float[][] queries, NearestSearcher searcher, int k, int ef) {
        return measure(vectors, queries, searcher, k, new int[] {ef}).get(0);
    }

    /** The same for several {@code efs}, comparing with one and the same exact search; results in their order. */
    public static List<Recall> measure(
            FloatVectors vectors, float[][] queries, NearestSearcher searcher, int k, int[] efs) {
        int[][] exact = new int[queries.length][];
        for (int i = 0; i < queries.length; i++) {
            exact[i] = vectors.nearest(queries[i], k);
        }
        List<Recall> results = new ArrayList<>();
        for (int ef : efs) {
            results.add(measure(vectors, queries, exact, searcher, k, ef));
        }
        return results;
    }

    private static Recall measure(
            FloatVectors vectors, float[][] queries, int[][] exactNearest, NearestSearcher searcher, int k, int ef) {
        long found = 0;
        long wanted = 0;
        long scored = 0;
        for (int i = 0; i < queries.length; i++) {
            float[] query = queries[i];
            int[] exact = exactNearest[i];
            if (exact.length == 0) {
                continue;
            }
            float least = FloatVectors.dot(query, vectors.row(exact[exact.length - 1]));
            int count = searcher.search(query, k, ef);
            scored += searcher.scoredCount();
            for (int rank = 0; rank < count; rank++) {
                if (FloatVectors.dot(query, vectors.row(searcher.node(rank))) >= least) {
                    found++;
                }
            }
            wanted += exact.length;
        }
        double recall = wanted == 0 ? 1 : (double) found / wanted;
        return new Recall(recall, queries.length, k, queries.length == 0 ? 0 : (double) scored / queries.length);
    }

    /**
     * Asks some of the vectors for their neighbours, each without itself. Zero vectors are passed over.
     *
     * @param count queries at most, chosen evenly
     * @param searcher over the same vectors, in the same order
     */
    public static Recall measureOwn(FloatVectors vectors, int count, NearestSearcher searcher, int k, int ef) {
        int size = vectors.size();
        int queries = 0;
        long found = 0;
        long wanted = 0;
        long scored = 0;
        for (int i = 0; i < Math.min(count, size); i++) {
            int node = (int) ((long) i * size / Math.min(count, size));
            float[] query = vectors.row(node);
            if (FloatVectors.dot(query, query) == 0) {
                continue;
            }
            int[] exact = vectors.nearest(query, k + 1);
            float least = FloatVectors.dot(query, vectors.row(exact[exact.length - 1]));
            int answered = searcher.search(query, k + 1, Math.max(k + 1, ef));
            queries++;
            scored += searcher.scoredCount();
            wanted += exact.length - 1;
            int hits = 0;
            for (int rank = 0; rank < answered; rank++) {
                int other = searcher.node(rank);
                if (other != node && FloatVectors.dot(query, vectors.row(other)) >= least) {
                    hits++;
                }
            }
            found += Math.min(hits, exact.length - 1);
        }
        double recall = wanted == 0 ? 1 : (double) found / wanted;
        return new Recall(recall, queries, k, queries == 0 ? 0 : (double) scored / queries);
    }
}
