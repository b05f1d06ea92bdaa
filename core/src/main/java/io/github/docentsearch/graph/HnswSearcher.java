package io.github.docentsearch.graph;

import io.github.docentsearch.vector.NodeScorer;

/**
 * Searches a graph for the nodes that score best against the query which its scorer was prepared with.
 *
 * <p>Scratch memory belongs to the searcher and is cleared at the start of each search: nothing is allocated per query,
 * unless a larger {@code ef} or {@code k} is asked for than ever before. Not for several threads at once.
 */
public final class HnswSearcher {
    private final LevelGraph graph;
    private final NodeScorer scorer;
    private final VisitedNodes visited;
    private final int[] neighbours = new int[LevelGraph.MAX_NEIGHBOURS];
    private final float[] scores = new float[LevelGraph.MAX_NEIGHBOURS];
    /** Nodes still to be expanded, as complements of their keys: so the best is on top. */
    private final NodeQueue candidates = new NodeQueue(64);
    /** The best nodes so far, the worst of them on top. */
    private final NodeQueue best = new NodeQueue(64);

    private long[] found = new long[64];
    private int foundCount;
    private int scoredCount;

    /**
     * @param graph may have up to {@code size} nodes when it is searched
     * @param size nodes to make room for
     */
    public HnswSearcher(LevelGraph graph, int size, NodeScorer scorer) {
        this.graph = graph;
        this.scorer = scorer;
        visited = new VisitedNodes(size);
    }

    /**
     * Finds the best {@code k} nodes, best first: {@link #node} and {@link #score} of ranks 0 to the result - 1.
     *
     * @param k at least 1
     * @param ef nodes kept while searching; raised to {@code k}
     * @return how many were found, at most {@code k}
     */
    public int search(int k, int ef) {
        scoredCount = 0;
        foundCount = 0;
        if (graph.levelCount() == 0) {
            return 0;
        }
        long entry = descend(0);
        searchLevel(0, entry, Math.max(k, ef));
        foundCount = Math.min(k, foundCount);
        return foundCount;
    }

    /** The node of a rank of the last search. */
    public int node(int rank) {
        return NodeQueue.node(found[rank]);
    }

    /** The score of a rank of the last search. */
    public float score(int rank) {
        return NodeQueue.score(found[rank]);
    }

    /** Scores computed by the last search: what hnswlib counts as distance computations. */
    public int scoredCount() {
        return scoredCount;
    }

    /** Walks greedily from the entry point down to {@code level}; the key of the node reached there, not yet searched. */
    public long descend(int level) {
        int entryPoint = graph.entryPoint();
        neighbours[0] = entryPoint;
        scoreNeighbours(1);
        long here = NodeQueue.key(scores[0], entryPoint);
        for (int upper = graph.levelCount() - 1; upper > level; upper--) {
            boolean moved = true;
            // Each step moves to a larger key, so this ends.
            while (moved) {
                moved = false;
                int count = graph.neighbours(upper, NodeQueue.node(here), neighbours);
                scoreNeighbours(count);
                for (int i = 0; i < count; i++) {
                    long key = NodeQueue.key(scores[i], neighbours[i]);
                    if (key > here) {
                        here = key;
                        moved = true;
                    }
                }
            }
        }
        return here;
    }

    /**
     * Finds about the best {@code ef} nodes of one level, best first, from {@code entry} on.
     *
     * @param entry a node of the level with its score, from {@link #descend} or {@link #key}
     * @return how many were found, at most {@code ef}
     */
    public int searchLevel(int level, long entry, int ef) {
        visited.clear();
        candidates.clear();
        best.clear();
        visited.add(NodeQueue.node(entry));
        candidates.push(~entry);
        best.push(entry);
        while (candidates.size() > 0) {
            long next = ~candidates.pop();
            if (best.size() == ef && next < best.top()) {
                break;
            }
            int count = graph.neighbours(level, NodeQueue.node(next), neighbours);
            int fresh = 0;
            for (int i = 0; i < count; i++) {
                int node = neighbours[i];
                if (visited.add(node)) {
                    neighbours[fresh++] = node;
                }
            }
            scoreNeighbours(fresh);
            long worst = best.size() < ef ? Long.MIN_VALUE : best.top();
            for (int i = 0; i < fresh; i++) {
                long key = NodeQueue.key(scores[i], neighbours[i]);
                if (key > worst) {
                    candidates.push(~key);
                    if (best.size() < ef) {
                        best.push(key);
                    } else {
                        best.replaceTop(key);
                    }
                    worst = best.size() < ef ? worst : best.top();
                }
            }
        }
        foundCount = best.size();
        if (found.length < foundCount) {
            found = new long[foundCount];
        }
        for (int i = foundCount - 1; i >= 0; i--) {
            found[i] = best.pop();
        }
        return foundCount;
    }

    /** The key of a rank of the last search, to begin another one from. */
    public long key(int rank) {
        return found[rank];
    }

    private void scoreNeighbours(int count) {
        if (count > 0) {
            scorer.score(neighbours, count, scores);
            scoredCount += count;
        }
    }
}
