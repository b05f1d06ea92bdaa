package io.github.docentsearch.graph;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.vector.NodeScorer;
import io.github.docentsearch.vector.VectorKernels;
import io.github.docentsearch.vector.VectorScorer;
import io.github.docentsearch.vector.VectorTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the vectors nearest to a query: over the graph, or by scoring them all where that is no slower, or those in the nearest
 * partitions where vectors are read in parts.
 *
 * <p>Nothing is allocated per query, unless a larger {@code k} or {@code ef} is asked for than before. Not for several
 * threads at once.
 */
public final class NearestSearcher {
    /** The most that {@code k} and {@code ef} may be. */
    public static final int MAX_EF = 10_000;

    /**
     * Up to this many vectors for each node that a graph search keeps, scoring them all is no slower. Measured in
     * WebAssembly by the benchmark of vectors, of a thousand: a search that keeps 64 nodes scores 527 of them in 66 µs,
     * scoring all takes 53 to 107 µs (memory is read in order, and neither heap nor set is kept).
     */
    private static final int SCANNED_PER_KEPT = 14;

    /** Where the best are scored again by exact records, so many for each result that is asked for, at least {@code ef}. */
    private static final int RESCORED_PER_RESULT = 5;

    /** So many partitions between two that a query needs are read with them: one range instead of two. */
    private static final int MAX_GAP = 2;

    private final VectorTable table;
    private final VectorScorer scorer;
    private final @Nullable GraphSearcher graphSearcher;
    private final @Nullable Partitions partitions;
    /** With partitions: the nodes that the last search scored, and their scores. */
    private final VisitedNodes visited;

    private final float[] nodeScores;
    /** The partitions that the last search chose for their centres. */
    private final VisitedNodes chosen;

    private final NodeQueue best = new NodeQueue(64);
    private final float[] scores = new float[NodeScorer.MAX_BATCH];
    private final int[] nodes = new int[NodeScorer.MAX_BATCH];
    private long[] found = new long[64];
    private int foundCount;
    private int scoredCount;
    private float unreadScore;
    private boolean scanned;

    /**
     * @param graph over the same nodes, or null: then every query scores all vectors
     * @throws MalformedIndexException if graph and table differ in size
     */
    public NearestSearcher(
            VectorTable table,
            @Nullable HnswGraph graph,
            VectorKernels kernels,
            GraphSearchers searchers,
            Allocator allocator) {
        this(table, graph, null, kernels, searchers, allocator);
    }

    /**
     * @param table with partitions, their centres, of unit length; the table's own centre is then the mean of all vectors
     * @param graph over what is in the table, or null
     * @param partitions of the vectors; null if they are in the table
     * @throws MalformedIndexException if they differ in size
     */
    public NearestSearcher(
            VectorTable table,
            @Nullable HnswGraph graph,
            @Nullable Partitions partitions,
            VectorKernels kernels,
            GraphSearchers searchers,
            Allocator allocator) {
        if (graph != null && graph.size() != table.size()) {
            throw new MalformedIndexException(
                    "The graph has " + graph.size() + " nodes, but there are " + table.size() + " vectors", 0);
        }
        if (partitions != null && partitions.count() != table.size()) {
            throw new MalformedIndexException("There are not as many centres as partitions", 0);
        }
        this.table = table;
        this.partitions = partitions;
        int size = partitions == null ? 0 : partitions.size();
        visited = new VisitedNodes(size);
        nodeScores = new float[size];
        chosen = new VisitedNodes(partitions == null ? 0 : partitions.count());
        scorer = table.scorer(kernels, allocator);
        graphSearcher = graph == null ? null : searchers.searcher(graph, scorer, allocator);
    }

    /**
     * Finds the nodes nearest to {@code query}, best first; ties go to the smaller ordinal. If partitions must be fetched
     * first, it finds none.
     *
     * @param query shape [dimensions], of unit length
     * @param k how many to find, 1 to {@link #MAX_EF}
     * @param ef nodes kept while searching the graph, or scored at least where there are partitions, 1 to {@link #MAX_EF};
     *     raised to {@code k}, and to what the index asks for
     * @return how many were found: {@code k}, or all there are
     * @throws IllegalArgumentException if a parameter is out of range, or the query of a wrong length, not finite, or zero
     */
    public int search(float[] query, int k, int ef) {
        prepare(query, k, ef);
        if (partitions != null) {
            searchPartitions(partitions, k, Math.max(partitions.wanted(), Math.max(k, ef)));
            return foundCount;
        }
        boolean rescored = table.isRescored();
        int kept = rescored ? Math.min(MAX_EF, Math.max(ef, RESCORED_PER_RESULT * k)) : Math.max(k, ef);
        if (graphSearcher == null || scanIsFaster(kept)) {
            scan(rescored ? kept : k);
            rescore(k);
            return foundCount;
        }
        walk(graphSearcher, rescored ? kept : k, kept);
        rescore(k);
        return foundCount;
    }

    /** The same as {@link #search}, but scores every vector: the exact answer of the quantised vectors. */
    public int searchAll(float[] query, int k) {
        prepare(query, k, 1);
        if (partitions != null) {
            searchPartitions(partitions, k, Integer.MAX_VALUE);
            return foundCount;
        }
        scan(table.isRescored() ? table.size() : k);
        rescore(k);
        return foundCount;
    }

    /** How many nodes the last search found. */
    public int foundCount() {
        return foundCount;
    }

    /** The node of a rank of the last search. */
    public int node(int rank) {
        return NodeQueue.node(found[rank]);
    }

    /** The score of a rank of the last search: about the cosine to the query. */
    public float score(int rank) {
        return NodeQueue.score(found[rank]);
    }

    /**
     * The score of any node against the last query; if it is in no partition that was read for that, the mean score of the last
     * that was, which few of those farther away exceed.
     */
    public float scoreOf(int node) {
        return partitions == null ? scorer.score(node) : visited.contains(node) ? nodeScores[node] : unreadScore;
    }

    /** The mean score of all vectors against the last query. */
    public float meanScore() {
        return scorer.summand();
    }

    /** Nodes that can be found. */
    public int size() {
        return partitions == null ? table.size() : partitions.size();
    }

    /** Length of a query's vector. */
    public int dimensions() {
        return table.dimensions();
    }

    /** Number of partitions that the vectors are read in; 0 if they are read as a whole. */
    public int partitionCount() {
        return partitions == null ? 0 : partitions.count();
    }

    /** Vectors that the last search scored. */
    public int scoredCount() {
        return scoredCount;
    }

    /** Whether the last search scored all vectors instead of walking the graph. */
    public boolean scanned() {
        return scanned;
    }

    /** Whether a search that keeps {@code ef} nodes scores all vectors, as that is expected to be faster. */
    public boolean scanIsFaster(int ef) {
        return table.size() <= (long) SCANNED_PER_KEPT * ef;
    }

    private void prepare(float[] query, int k, int ef) {
        if (k < 1 || k > MAX_EF) {
            throw new IllegalArgumentException("k is " + k + ", it must be between 1 and " + MAX_EF);
        }
        if (ef < 1 || ef > MAX_EF) {
            throw new IllegalArgumentException("ef is " + ef + ", it must be between 1 and " + MAX_EF);
        }
        scorer.prepare(query);
    }

    /** Scores the vectors of the nearest partitions, at least {@code wanted} and those of small gaps between. */
    private void searchPartitions(Partitions parts, int k, int wanted) {
        int count = parts.count();
        // With the mean number of records in each, half as many again as are likely to do
        int likely = (int) Math.min((float) count, 8 + 1.5f * wanted * count / parts.size());
        if (graphSearcher == null || scanIsFaster(likely)) {
            scan(likely);
        } else {
            walk(graphSearcher, likely, likely);
        }
        chosen.clear();
        visited.clear();
        int records = 0;
        for (int i = 0; i < foundCount && records < wanted; i++) {
            chosen.add(node(i));
            unreadScore = parts.length(node(i)) * score(i);
            records += parts.count(node(i));
        }
        scanned = false;
        best.clear();
        boolean complete = true;
        int next = 0;
        for (int partition = 0; partition < count; partition++) {
            if (chosen.contains(partition)) {
                for (next = partition - next > MAX_GAP ? partition : next; next <= partition; next++) {
                    complete &= scorePartition(parts, next, k);
                }
            }
        }
        takeBest(complete);
    }

    /** Scores a partition's vectors; false if it must be fetched first. */
    private boolean scorePartition(Partitions parts, int partition, int k) {
        int recordBytes = table.recordBytes();
        ByteRegion block = parts.block(partition);
        if (block == null) {
            return false;
        }
        int count = parts.count(partition);
        float centre = parts.length(partition) * scorer.score(partition);
        parts.nodes(block, partition, recordBytes, nodes);
        scorer.scoreRun(block, 0, count, centre, scores);
        scoredCount += count;
        for (int i = 0; i < count; i++) {
            if (visited.add(nodes[i])) {
                nodeScores[nodes[i]] = scores[i];
                keep(NodeQueue.key(scores[i], nodes[i]), k);
            }
        }
        return true;
    }

    private void walk(GraphSearcher searcher, int k, int ef) {
        scanned = false;
        foundCount = searcher.search(k, ef);
        scoredCount = searcher.scoredCount();
        reserve(foundCount);
        for (int i = 0; i < foundCount; i++) {
            found[i] = searcher.key(i);
        }
    }

    private void keep(long key, int k) {
        if (best.size() < k) {
            best.push(key);
        } else if (key > best.top()) {
            best.replaceTop(key);
        }
    }

    /** What was found becomes what is kept, or nothing. */
    private void takeBest(boolean complete) {
        foundCount = complete ? best.size() : 0;
        reserve(foundCount);
        for (int i = foundCount - 1; i >= 0; i--) {
            found[i] = best.pop();
        }
    }

    private void scan(int k) {
        scanned = true;
        int size = table.size();
        scoredCount = size;
        best.clear();
        long worst = Long.MIN_VALUE;
        for (int first = 0; first < size; first += NodeScorer.MAX_BATCH) {
            int count = Math.min(NodeScorer.MAX_BATCH, size - first);
            scorer.scoreRun(first, count, scores);
            for (int i = 0; i < count; i++) {
                long key = NodeQueue.key(scores[i], first + i);
                if (best.size() < k) {
                    best.push(key);
                    worst = best.top();
                } else if (key > worst) {
                    best.replaceTop(key);
                    worst = best.top();
                }
            }
        }
        takeBest(true);
    }

    /** Scores what was found again by the exact records, if there are such, and keeps the best {@code k}. */
    private void rescore(int k) {
        if (!table.isRescored()) {
            return;
        }
        best.clear();
        for (int first = 0; first < foundCount; first += NodeScorer.MAX_BATCH) {
            int count = Math.min(NodeScorer.MAX_BATCH, foundCount - first);
            for (int i = 0; i < count; i++) {
                nodes[i] = NodeQueue.node(found[first + i]);
            }
            scorer.rescore(nodes, count, scores);
            for (int i = 0; i < count; i++) {
                keep(NodeQueue.key(scores[i], nodes[i]), k);
            }
        }
        scoredCount += foundCount;
        takeBest(true);
    }

    private void reserve(int count) {
        if (found.length < count) {
            found = new long[count];
        }
    }
}
