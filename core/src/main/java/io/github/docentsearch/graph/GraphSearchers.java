package io.github.docentsearch.graph;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.vector.VectorScorer;

/** Makes the searcher of a finished graph; a seam between the platforms. On the JVM it is {@link #PLAIN}. */
@FunctionalInterface
public interface GraphSearchers {
    /** The searcher in plain Java, over any memory. */
    GraphSearchers PLAIN = (graph, scorer, allocator) -> new HnswSearcher(graph, graph.size(), scorer);

    /**
     * @param scorer scores the graph's nodes
     * @param allocator gives memory that the platform's kernels reach
     */
    GraphSearcher searcher(HnswGraph graph, VectorScorer scorer, Allocator allocator);
}
