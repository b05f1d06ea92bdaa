package io.github.docentsearch.graph;

/** Neighbour lists on levels: what a search walks on, finished ({@link HnswGraph}) or being built. */
public abstract class LevelGraph {
    /** Levels of any graph, and an upper limit for files. */
    public static final int MAX_LEVELS = 24;

    /** Neighbours in one list, an upper limit for builders and files. */
    public static final int MAX_NEIGHBOURS = 512;

    /** Nodes on level 0. */
    public abstract int size();

    /** Levels, level 0 included; 0 if there is no node. */
    public abstract int levelCount();

    /** The node on the top level where searches begin. */
    public abstract int entryPoint();

    /**
     * Copies the neighbours of a node that is on {@code level}.
     *
     * @param target room for {@link #MAX_NEIGHBOURS}
     * @return how many there are
     */
    public abstract int neighbours(int level, int node, int[] target);

    /** Nodes on {@code level}, in ascending order. */
    public abstract int[] nodesOf(int level);
}
