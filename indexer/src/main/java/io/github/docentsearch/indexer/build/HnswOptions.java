package io.github.docentsearch.indexer.build;

import io.github.docentsearch.graph.LevelGraph;

/**
 * How a graph is built.
 *
 * @param m neighbours that an inserted node chooses, 2 to 128; a list holds up to m, on level 0 up to 2 m
 * @param efConstruction nodes kept while searching for neighbours, 1 to 4,096; more makes a better graph, slower
 * @param seed chooses the levels and the order of insertion
 * @param threads threads to build with, at least 1; the graph is the same for any number
 */
public record HnswOptions(int m, int efConstruction, int seed, int threads) {
    /** The largest {@code m}. */
    public static final int MAX_M = 128;

    /** The largest {@code efConstruction}. */
    public static final int MAX_EF_CONSTRUCTION = 4096;

    public HnswOptions {
        check("hnsw.m", m, 2, Math.min(MAX_M, LevelGraph.MAX_NEIGHBOURS / 2));
        check("hnsw.efConstruction", efConstruction, 1, MAX_EF_CONSTRUCTION);
        check("threads", threads, 1, 1024);
    }

    /** What suits documentation: m 12, efConstruction 128, as many threads as there are processors. */
    public static HnswOptions defaults() {
        return new HnswOptions(12, 128, 42, Runtime.getRuntime().availableProcessors());
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be between " + min + " and " + max);
        }
    }
}
