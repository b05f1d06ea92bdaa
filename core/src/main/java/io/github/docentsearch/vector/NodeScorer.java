package io.github.docentsearch.vector;

/** Scores nodes against one prepared query, a batch at a time. */
public abstract class NodeScorer {
    /** Nodes of a batch, at most. */
    public static final int MAX_BATCH = 1024;

    /**
     * Scores the first {@code count} of {@code nodes}; higher is better.
     *
     * @param nodes ordinals that exist
     * @param count at most {@link #MAX_BATCH}
     * @param scores receives {@code count} scores
     */
    public abstract void score(int[] nodes, int count, float[] scores);
}
