package io.github.docentsearch.graph;

import io.github.docentsearch.vector.NodeScorer;

/** Searches a graph of any kind, finished or being built, with any scorer. */
public final class HnswSearcher extends GraphSearcher {
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

    /**
     * @param graph may have up to {@code size} nodes when it is searched
     * @param size nodes to make room for
     */
    public HnswSearcher(LevelGraph graph, int size, NodeScorer scorer) {
        super(graph, scorer);
        this.graph = graph;
        this.scorer = scorer;
        visited = new VisitedNodes(size);
    }

    @Override
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
            if (fresh > 0) {
                scorer.score(neighbours, fresh, scores);
                scoredCount += fresh;
            }
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
        int count = best.size();
        if (found.length < count) {
            found = new long[count];
        }
        for (int i = count - 1; i >= 0; i--) {
            found[i] = best.pop();
        }
        return count;
    }

    @Override
    public long key(int rank) {
        return found[rank];
    }
}
