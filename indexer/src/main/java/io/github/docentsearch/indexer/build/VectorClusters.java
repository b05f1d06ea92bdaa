package io.github.docentsearch.indexer.build;

import io.github.docentsearch.embedder.Workers;
import io.github.docentsearch.graph.HnswSearcher;
import io.github.docentsearch.graph.LevelGraph;
import io.github.docentsearch.vector.NodeScorer;
import java.util.Arrays;
import java.util.Random;

/**
 * Groups vectors around centres of unit length (spherical k-means), the same for any number of threads.
 *
 * <p>A vector's nearest centres are found over a graph of them, so that a round takes time in proportion to the vectors and
 * hardly to the number of centres.
 *
 * <p>Vectors near a border get a second centre. It is chosen so that a query which the first one misses finds it: what is left of
 * the vector beside the second centre should not point where it points beside the first. With {@code r} and {@code s} these rests,
 * the least {@code |s|² + (s · r / |r|)²} is taken (P. Sun, D. Simcha, D. Dopson, R. Guo and S. Kumar, "SOAR", 2023).
 */
final class VectorClusters {
    private static final int ROUNDS = 8;
    private static final int VECTORS_PER_TASK = 4_096;

    /** Centres of a graph search while they move, and in the end, when the second ones are chosen. */
    private static final int EF = 24;

    private static final int LAST_EF = 40;

    /** Centres that the second one is chosen from. */
    private static final int SECOND_CHOICES = 16;

    private final FloatVectors vectors;
    private final HnswOptions graphOptions;
    private float[][] centres;
    private final int[] first;
    private final int[] second;
    /** How well the second centre does beside the first, less is better. */
    private final float[] secondCost;

    private VectorClusters(FloatVectors vectors, int count, int seed, int threads) {
        this.vectors = vectors;
        graphOptions = new HnswOptions(16, 100, seed, threads);
        first = new int[vectors.size()];
        second = new int[vectors.size()];
        secondCost = new float[vectors.size()];
        centres = new float[count][];
        // Evenly from a seeded start: pages are in the order of their paths, so all parts of the site have some.
        int start = new Random(seed).nextInt(vectors.size());
        for (int i = 0; i < count; i++) {
            int row = (int) ((start + (long) i * vectors.size() / count) % vectors.size());
            centres[i] = vectors.row(row).clone();
        }
    }

    /**
     * Groups {@code vectors}.
     *
     * @param count centres, at most as many as vectors
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    static VectorClusters of(FloatVectors vectors, int count, int seed, int threads) throws InterruptedException {
        VectorClusters clusters = new VectorClusters(vectors, count, seed, threads);
        for (int round = 0; round < ROUNDS; round++) {
            clusters.assign(EF, 1);
            clusters.move();
        }
        clusters.assign(LAST_EF, SECOND_CHOICES);
        return clusters;
    }

    int count() {
        return centres.length;
    }

    /** Of unit length, shape [dimensions]. */
    float[] centre(int cluster) {
        return centres[cluster];
    }

    /** The cluster of a vector. */
    int first(int vector) {
        return first[vector];
    }

    /** Another cluster of a vector, its own if there is no other. */
    int second(int vector) {
        return second[vector];
    }

    /** Share of the vectors whose second cluster does best, as their ordinals in ascending order. */
    int[] borderline(double share) {
        long[] keys = new long[first.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) Float.floatToIntBits(secondCost[i]) << 32 | i;
        }
        Arrays.sort(keys);
        int count = (int) (share * keys.length);
        int[] chosen = new int[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            int vector = (int) keys[i];
            if (second[vector] != first[vector]) {
                chosen[found++] = vector;
            }
        }
        chosen = Arrays.copyOf(chosen, found);
        Arrays.sort(chosen);
        return chosen;
    }

    private void assign(int ef, int choices) throws InterruptedException {
        FloatVectors rows = new FloatVectors(centres, vectors.dimensions());
        LevelGraph graph = HnswBuilder.build(rows, graphOptions);
        try (Workers workers = new Workers("docent-clusters", graphOptions.threads())) {
            workers.run(vectors.size(), VECTORS_PER_TASK, (from, to) -> {
                RowScorer scorer = new RowScorer(rows);
                HnswSearcher searcher = new HnswSearcher(graph, rows.size(), scorer);
                for (int i = from; i < to; i++) {
                    scorer.query = vectors.row(i);
                    int found = searcher.search(choices, ef);
                    first[i] = searcher.node(0);
                    if (choices > 1) {
                        chooseSecond(i, searcher, found);
                    }
                }
            });
        }
    }

    private void chooseSecond(int vector, HnswSearcher searcher, int found) {
        float[] row = vectors.row(vector);
        float[] own = centres[first[vector]];
        // |v - c|² of unit vectors is 2 - 2 v · c
        float rest = 2 - 2 * searcher.score(0);
        second[vector] = first[vector];
        secondCost[vector] = Float.POSITIVE_INFINITY;
        for (int rank = 1; rank < found && rest > 1e-6f; rank++) {
            float[] other = centres[searcher.node(rank)];
            float score = searcher.score(rank);
            // (v - other) · (v - own)
            float along = FloatVectors.dot(row, row) - score - searcher.score(0) + FloatVectors.dot(other, own);
            float cost = (2 - 2 * score + along * along / rest) / rest;
            if (cost < secondCost[vector]) {
                secondCost[vector] = Math.max(0, cost);
                second[vector] = searcher.node(rank);
            }
        }
    }

    /** Moves each centre to the middle of its vectors; one without any stays. */
    private void move() {
        int dimensions = vectors.dimensions();
        double[][] sums = new double[centres.length][dimensions];
        for (int i = 0; i < vectors.size(); i++) {
            float[] row = vectors.row(i);
            double[] sum = sums[first[i]];
            for (int j = 0; j < dimensions; j++) {
                sum[j] += row[j];
            }
        }
        float[][] moved = new float[centres.length][];
        for (int i = 0; i < moved.length; i++) {
            double squares = 0;
            for (double value : sums[i]) {
                squares += value * value;
            }
            moved[i] = squares == 0 ? centres[i] : new float[dimensions];
            double length = Math.sqrt(squares);
            for (int j = 0; j < dimensions && squares > 0; j++) {
                moved[i][j] = (float) (sums[i][j] / length);
            }
        }
        centres = moved;
    }

    /**
     * The clusters in an order in which neighbours are alike: from one to the nearest that was not passed yet, beginning with the
     * one that is least like all.
     */
    int[] inOrder() {
        int count = centres.length;
        int[] order = new int[count];
        boolean[] passed = new boolean[count];
        float[] middle = new float[vectors.dimensions()];
        for (float[] centre : centres) {
            for (int j = 0; j < middle.length; j++) {
                middle[j] += centre[j];
            }
        }
        int here = 0;
        for (int i = 1; i < count; i++) {
            here = FloatVectors.dot(middle, centres[i]) < FloatVectors.dot(middle, centres[here]) ? i : here;
        }
        for (int at = 0; at < count; at++) {
            order[at] = here;
            passed[here] = true;
            int next = -1;
            float best = 0;
            for (int i = 0; i < count; i++) {
                if (!passed[i]) {
                    float score = FloatVectors.dot(centres[order[at]], centres[i]);
                    if (next < 0 || score > best) {
                        next = i;
                        best = score;
                    }
                }
            }
            here = next;
        }
        return order;
    }

    /** Scores rows against a vector. */
    private static final class RowScorer extends NodeScorer {
        private final FloatVectors rows;
        private float[] query = new float[0];

        RowScorer(FloatVectors rows) {
            this.rows = rows;
        }

        @Override
        public void score(int[] nodes, int count, float[] scores) {
            for (int i = 0; i < count; i++) {
                scores[i] = FloatVectors.dot(query, rows.row(nodes[i]));
            }
        }
    }
}
