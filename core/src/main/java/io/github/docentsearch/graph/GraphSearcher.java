package io.github.docentsearch.graph;

import io.github.docentsearch.vector.NodeScorer;

/**
 * Searches a graph for the nodes that score best against the query which its scorer was prepared with: from the top level
 * down, keeping one node, then level 0, keeping more. How a level is searched differs between platforms; results do not.
 *
 * <p>Scratch memory belongs to the searcher: nothing is allocated per query, unless a larger {@code ef} is asked for than ever
 * before. Not for several threads at once.
 */
public abstract class GraphSearcher {
    private final LevelGraph graph;
    private final NodeScorer scorer;
    private final int[] entryPoint = new int[1];
    private final float[] entryScore = new float[1];

    /** Scores computed since the last search began. */
    protected int scoredCount;

    protected GraphSearcher(LevelGraph graph, NodeScorer scorer) {
        this.graph = graph;
        this.scorer = scorer;
    }

    /**
     * Finds about the best {@code ef} nodes of one level, best first, from {@code entry} on.
     *
     * @param entry a node of the level with its score, from {@link #descend} or {@link #key}
     * @param ef nodes kept, at least 1
     * @return how many were found, at most {@code ef}
     */
    public abstract int searchLevel(int level, long entry, int ef);

    /** The node of a rank of the last search with its score, to begin another search from. */
    public abstract long key(int rank);

    /**
     * Finds the best {@code k} nodes, best first: {@link #node} and {@link #score} of ranks 0 to the result - 1.
     *
     * @param k at least 1
     * @param ef nodes kept while searching; raised to {@code k}
     * @return how many were found, at most {@code k}
     */
    public final int search(int k, int ef) {
        scoredCount = 0;
        return graph.levelCount() == 0 ? 0 : Math.min(k, searchLevel(0, descend(0), Math.max(k, ef)));
    }

    /** Walks from the entry point down to {@code level}, to the best node each time; the node reached there with its score. */
    public final long descend(int level) {
        entryPoint[0] = graph.entryPoint();
        scorer.score(entryPoint, 1, entryScore);
        scoredCount++;
        long here = NodeQueue.key(entryScore[0], entryPoint[0]);
        for (int upper = graph.levelCount() - 1; upper > level; upper--) {
            searchLevel(upper, here, 1);
            here = key(0);
        }
        return here;
    }

    /** The node of a rank of the last search. */
    public final int node(int rank) {
        return NodeQueue.node(key(rank));
    }

    /** The score of a rank of the last search. */
    public final float score(int rank) {
        return NodeQueue.score(key(rank));
    }

    /** Scores computed by the last search: what hnswlib counts as distance computations. */
    public final int scoredCount() {
        return scoredCount;
    }
}
