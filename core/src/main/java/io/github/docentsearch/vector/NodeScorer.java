package io.github.docentsearch.vector;

/**
 * Scores nodes against one prepared query, a batch at a time: fill slots with nodes, score them, read the slots.
 *
 * <p>Slots instead of arrays, because in the browser the kernels read them from memory that Java arrays are not in.
 */
public abstract class NodeScorer {
    /** Slots of a batch. */
    public static final int MAX_BATCH = 1024;

    /**
     * Puts a node into a slot.
     *
     * @param slot from 0 to {@code MAX_BATCH - 1}
     * @param node an ordinal that exists
     */
    public abstract void setNode(int slot, int node);

    /** Scores the nodes of slots 0 to {@code count - 1}. */
    public abstract void scoreBatch(int count);

    /** The score of a slot after {@link #scoreBatch}; higher is better. */
    public abstract float batchScore(int slot);
}
