package io.github.docentsearch.indexer.build;

import io.github.docentsearch.embedder.Workers;
import io.github.docentsearch.graph.HnswSearcher;
import io.github.docentsearch.graph.LevelGraph;
import io.github.docentsearch.vector.NodeScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Builds an HNSW graph from vectors, compared in fixed point, with core's own searcher, and the same graph for any number of
 * threads.
 *
 * <p>Nodes are inserted in batches, in a seeded random order. Within a batch every node searches the graph as the batch
 * before left it, and also looks at the batch's other nodes, so the searches are independent of each other; then every
 * touched list takes its new neighbours, which is independent list by list. (The scheme is that of M. Manohar et al.,
 * "ParlayANN", 2024.) Batches grow with the graph, to {@value #MAX_BATCH} nodes.
 *
 * <p>Neighbours are chosen for diversity, Malkov's algorithm 4: a candidate is taken if it is nearer to the node than to any
 * neighbour taken before it. Plain nearest neighbours would all lie in one direction.
 */
public final class HnswBuilder {
    private static final int MAX_BATCH = 128;

    private final FixedPointVectors vectors;
    private final int size;
    private final HnswOptions options;
    private final int[] levelOf;
    private final BuiltGraph graph;

    private HnswBuilder(FloatVectors vectors, HnswOptions options) {
        this.vectors = new FixedPointVectors(vectors);
        this.options = options;
        size = vectors.size();
        levelOf = new int[size];
        for (int node = 0; node < levelOf.length; node++) {
            levelOf[node] = randomLevel(node);
        }
        graph = new BuiltGraph(levelOf);
    }

    /**
     * The graph of {@code vectors}; nodes are their ordinals.
     *
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    public static LevelGraph build(FloatVectors vectors, HnswOptions options) throws InterruptedException {
        HnswBuilder builder = new HnswBuilder(vectors, options);
        builder.insertAll();
        return builder.graph;
    }

    /** 0 for most nodes; each level above has about one in m of those below. */
    private int randomLevel(int node) {
        int level = 0;
        long state = mix(options.seed() * 0x9E3779B97F4A7C15L + node);
        while (level < LevelGraph.MAX_LEVELS - 1 && Long.remainderUnsigned(state, options.m()) == 0) {
            level++;
            state = mix(state);
        }
        return level;
    }

    /** The finaliser of SplitMix64 (G. Steele, D. Lea and C. Flood, 2014): a bijection that scatters bits. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private int[] insertionOrder() {
        int[] order = new int[size];
        long state = options.seed();
        for (int i = 0; i < size; i++) {
            state = mix(state);
            int at = (int) Long.remainderUnsigned(state, i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    private void insertAll() throws InterruptedException {
        int[] order = insertionOrder();
        if (order.length == 0) {
            return;
        }
        graph.insertFirst(order[0]);
        int threads = Math.min(options.threads(), Math.max(1, order.length / 64));
        try (Workers workers = new Workers("docent-hnsw", threads)) {
            List<Inserter> inserters = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                inserters.add(new Inserter());
            }
            int inserted = 1;
            while (inserted < order.length) {
                int end = Math.min(order.length, inserted + Math.max(1, Math.min(MAX_BATCH, inserted / 8)));
                insertBatch(Arrays.copyOfRange(order, inserted, end), inserters, workers);
                inserted = end;
            }
        }
    }

    private void insertBatch(int[] batch, List<Inserter> inserters, Workers workers) throws InterruptedException {
        int[][][] chosen = new int[batch.length][][];
        inParallel(batch.length, inserters, workers, (inserter, i) -> chosen[i] = inserter.chooseNeighbours(batch, i));

        // Every list that changes, with the nodes that it takes in: in the batch's order, so the same for any threads.
        List<Incoming> changes = new ArrayList<>();
        for (int i = 0; i < batch.length; i++) {
            int node = batch[i];
            for (int level = 0; level < chosen[i].length; level++) {
                for (int neighbour : chosen[i][level]) {
                    graph.incoming(level, neighbour, changes).add(node);
                }
                graph.incoming(level, node, changes).addAll(chosen[i][level]);
            }
        }
        graph.forgetIncoming(changes);
        inParallel(changes.size(), inserters, workers, (inserter, i) -> inserter.extendList(changes.get(i)));
        for (int node : batch) {
            graph.raiseTo(node);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run(Inserter inserter, int index);
    }

    /** Each inserter takes the next step that nobody has taken. */
    private static void inParallel(int count, List<Inserter> inserters, Workers workers, Step step)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        workers.run(count == 1 ? 1 : inserters.size(), 1, (from, to) -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                step.run(inserters.get(from), i);
            }
        });
    }

    private int maxNeighbours(int level) {
        return level == 0 ? 2 * options.m() : options.m();
    }

    /** What one thread needs for its own. */
    private final class Inserter {
        private final FixedPointScorer scorer = new FixedPointScorer();
        private final HnswSearcher searcher = new HnswSearcher(graph, size, scorer);
        private Candidates candidates = new Candidates(256);

        /** The neighbours of {@code batch[index]} on each of its levels that exist already. */
        int[][] chooseNeighbours(int[] batch, int index) {
            int node = batch[index];
            scorer.query = vectors.row(node);
            int top = Math.min(levelOf[node], graph.levelCount() - 1);
            int[][] chosen = new int[levelOf[node] + 1][];
            float[] batchScores = new float[batch.length];
            for (int i = 0; i < batch.length; i++) {
                batchScores[i] = i == index ? 0 : FixedPointVectors.dot(scorer.query, vectors.row(batch[i]));
            }
            long entry = searcher.descend(top);
            for (int level = levelOf[node]; level >= 0; level--) {
                candidates.clear();
                if (level <= top) {
                    int found = searcher.searchLevel(level, entry, options.efConstruction());
                    entry = searcher.key(0);
                    for (int i = 0; i < found; i++) {
                        candidates.add(searcher.node(i), searcher.score(i));
                    }
                }
                for (int i = 0; i < batch.length; i++) {
                    if (i != index && levelOf[batch[i]] >= level) {
                        candidates.add(batch[i], batchScores[i]);
                    }
                }
                chosen[level] = candidates.chooseDiverse(options.m());
            }
            return chosen;
        }

        /** Adds the incoming nodes to a list, and chooses anew if it becomes too long. */
        void extendList(Incoming incoming) {
            int[] old = graph.list(incoming.level, incoming.node);
            int max = maxNeighbours(incoming.level);
            int[] merged = Arrays.copyOf(old, old.length + incoming.count);
            int count = old.length;
            for (int i = 0; i < incoming.count; i++) {
                int candidate = incoming.nodes[i];
                boolean known = false;
                for (int j = 0; j < count && !known; j++) {
                    known = merged[j] == candidate;
                }
                if (!known) {
                    merged[count++] = candidate;
                }
            }
            if (count <= max) {
                graph.setList(incoming.level, incoming.node, Arrays.copyOf(merged, count));
                return;
            }
            candidates.clear();
            int[] row = vectors.row(incoming.node);
            for (int i = 0; i < count; i++) {
                candidates.add(merged[i], FixedPointVectors.dot(row, vectors.row(merged[i])));
            }
            graph.setList(incoming.level, incoming.node, candidates.chooseDiverse(max));
        }
    }

    /** Nodes with their scores to one node. */
    private final class Candidates {
        private long[] keys;
        private int count;

        Candidates(int capacity) {
            keys = new long[capacity];
        }

        void clear() {
            count = 0;
        }

        void add(int node, float score) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
            }
            int bits = Float.floatToIntBits(score);
            // Ascending keys: falling scores, then rising ordinals
            keys[count++] = ((long) ~(bits ^ bits >> 31 & 0x7FFFFFFF) << 32) | node;
        }

        private float scoreAt(int index) {
            int ordered = ~(int) (keys[index] >> 32);
            return Float.intBitsToFloat(ordered ^ ordered >> 31 & 0x7FFFFFFF);
        }

        int[] chooseDiverse(int max) {
            Arrays.sort(keys, 0, count);
            int[] chosen = new int[Math.min(max, count)];
            int size = 0;
            for (int i = 0; i < count && size < max; i++) {
                int candidate = (int) keys[i];
                float score = scoreAt(i);
                int[] row = vectors.row(candidate);
                boolean diverse = true;
                for (int j = 0; j < size && diverse; j++) {
                    diverse = FixedPointVectors.dot(row, vectors.row(chosen[j])) <= score;
                }
                if (diverse) {
                    chosen[size++] = candidate;
                }
            }
            return Arrays.copyOf(chosen, size);
        }
    }

    /** Scores by the vectors in fixed point. */
    private final class FixedPointScorer extends NodeScorer {
        private int[] query = {};

        @Override
        public void score(int[] nodes, int count, float[] scores) {
            for (int i = 0; i < count; i++) {
                scores[i] = FixedPointVectors.dot(query, vectors.row(nodes[i]));
            }
        }
    }

    /** A list that changes, and the nodes that it takes in. */
    private static final class Incoming {
        final int level;
        final int node;
        int[] nodes = new int[8];
        int count;

        Incoming(int level, int node) {
            this.level = level;
            this.node = node;
        }

        void add(int added) {
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * count);
            }
            nodes[count++] = added;
        }

        void addAll(int[] added) {
            for (int node : added) {
                add(node);
            }
        }
    }

    /** The graph while it grows: read by all threads during the searches, changed list by list between them. */
    private static final class BuiltGraph extends LevelGraph {
        private static final int[] NONE = {};

        private final int[] levelOf;
        /** Shape [node][level][neighbours]; empty until inserted. */
        private final int[][][] lists;
        /** The pending change of a list, by node and level; null between batches. */
        private final Incoming[][] pending;

        private int entryPoint;
        private int levelCount;

        BuiltGraph(int[] levelOf) {
            this.levelOf = levelOf;
            lists = new int[levelOf.length][][];
            pending = new Incoming[levelOf.length][];
            for (int node = 0; node < levelOf.length; node++) {
                lists[node] = new int[levelOf[node] + 1][];
                Arrays.fill(lists[node], NONE);
                pending[node] = new Incoming[levelOf[node] + 1];
            }
        }

        void insertFirst(int node) {
            entryPoint = node;
            levelCount = levelOf[node] + 1;
        }

        void raiseTo(int node) {
            if (levelOf[node] >= levelCount) {
                insertFirst(node);
            }
        }

        int[] list(int level, int node) {
            return lists[node][level];
        }

        void setList(int level, int node, int[] list) {
            lists[node][level] = list;
        }

        Incoming incoming(int level, int node, List<Incoming> changes) {
            Incoming incoming = pending[node][level];
            if (incoming == null) {
                incoming = new Incoming(level, node);
                pending[node][level] = incoming;
                changes.add(incoming);
            }
            return incoming;
        }

        void forgetIncoming(List<Incoming> changes) {
            for (Incoming change : changes) {
                pending[change.node][change.level] = null;
            }
        }

        @Override
        public int size() {
            return lists.length;
        }

        @Override
        public int levelCount() {
            return levelCount;
        }

        @Override
        public int entryPoint() {
            return entryPoint;
        }

        @Override
        public int neighbours(int level, int node, int[] target) {
            int[] list = lists[node][level];
            System.arraycopy(list, 0, target, 0, list.length);
            return list.length;
        }

        @Override
        public int[] nodesOf(int level) {
            int[] nodes = new int[lists.length];
            int count = 0;
            for (int node = 0; node < lists.length; node++) {
                if (levelOf[node] >= level) {
                    nodes[count++] = node;
                }
            }
            return Arrays.copyOf(nodes, count);
        }
    }
}
