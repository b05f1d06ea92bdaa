package io.github.docentsearch.graph;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;

/**
 * The finished graph, read in place. Every number is checked when it is used, so a damaged graph ends in a {@link
 * MalformedIndexException} and nothing worse. Layout: see "GRAPH section" in the description of package {@code format}.
 */
public final class HnswGraph extends LevelGraph {
    /** Bytes before the first level's entry. */
    public static final int HEADER_BYTES = 16;

    /** Bytes of a level's entry. */
    public static final int LEVEL_BYTES = 8;

    /** Node ids take at most this many bits, so that one lies inside 32 bits from any bit of a byte on. */
    public static final int MAX_ID_BITS = 25;

    private final ByteRegion region;
    private final int size;
    private final int entryPoint;
    private final int idBits;
    private final int[] nodeCounts;
    /** Where a level's node ids begin (not on level 0), its list ends, and its packed lists, in bytes. */
    private final int[] nodesAt;

    private final int[] endsAt;
    private final int[] listsAt;

    /**
     * Reads the header; the lists stay where they are.
     *
     * @throws MalformedIndexException if the header does not fit the region
     */
    public HnswGraph(ByteRegion region) {
        this.region = region;
        size = region.getInt(0);
        int levelCount = region.getInt(4);
        entryPoint = region.getInt(8);
        idBits = region.getInt(12);
        if (size < 0 || size > 1 << MAX_ID_BITS) {
            throw new MalformedIndexException("The graph's node count is out of range", 0);
        }
        if (levelCount < 0 || levelCount > MAX_LEVELS || levelCount == 0 != (size == 0)) {
            throw new MalformedIndexException("The graph's level count is out of range", 4);
        }
        if (size > 0 && (entryPoint < 0 || entryPoint >= size)) {
            throw new MalformedIndexException("The graph's entry point is not a node", 8);
        }
        if (idBits != bitsFor(size)) {
            throw new MalformedIndexException("The graph's bits per id do not fit its node count", 12);
        }
        nodeCounts = new int[levelCount];
        nodesAt = new int[levelCount];
        endsAt = new int[levelCount];
        listsAt = new int[levelCount];
        long at = HEADER_BYTES + LEVEL_BYTES * levelCount;
        for (int level = 0; level < levelCount; level++) {
            int entry = HEADER_BYTES + LEVEL_BYTES * level;
            int count = region.getInt(entry);
            int links = region.getInt(entry + 4);
            if (level == 0 ? count != size : count <= 0 || count > nodeCounts[level - 1]) {
                throw new MalformedIndexException("A level's node count is out of range", entry);
            }
            if (links < 0) {
                throw new MalformedIndexException("A level's neighbour count is out of range", entry + 4);
            }
            nodeCounts[level] = count;
            nodesAt[level] = (int) at;
            endsAt[level] = (int) (level == 0 ? at : at + 4L * count);
            listsAt[level] = (int) (endsAt[level] + 4L * count);
            at = listsAt[level] + listBytes(links, idBits);
            if (at > region.size()) {
                throw new MalformedIndexException("A level's lists do not fit the graph", entry);
            }
        }
    }

    /** Bits of a node id in the lists of a graph of {@code size} nodes, at least 1. */
    public static int bitsFor(int size) {
        int bits = 1;
        while (size - 1 >> bits > 0) {
            bits++;
        }
        return bits;
    }

    /** Bytes of {@code links} packed ids: whole 32-bit words, and one more, so that reading 32 bits never leaves them. */
    public static long listBytes(long links, int idBits) {
        return (links * idBits + 31) / 32 * 4 + 4;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int levelCount() {
        return nodeCounts.length;
    }

    @Override
    public int entryPoint() {
        return entryPoint;
    }

    /** The graph's bytes. */
    public ByteRegion region() {
        return region;
    }

    /** Bits of a node id in a list. */
    public int idBits() {
        return idBits;
    }

    /** Nodes on {@code level}. */
    public int nodeCount(int level) {
        return nodeCounts[level];
    }

    /** Neighbours in all lists of {@code level}. */
    public int linkCount(int level) {
        return region.getInt(HEADER_BYTES + LEVEL_BYTES * level + 4);
    }

    /** Where the ids of the nodes of {@code level} begin; level 0 has none. */
    public int nodesAt(int level) {
        return nodesAt[level];
    }

    /** Where the ends of the lists of {@code level} begin. */
    public int endsAt(int level) {
        return endsAt[level];
    }

    /** Where the packed lists of {@code level} begin. */
    public int listsAt(int level) {
        return listsAt[level];
    }

    @Override
    public int neighbours(int level, int node, int[] target) {
        int position = level == 0 ? node : positionOf(level, node);
        int at = endsAt[level] + 4 * position;
        int end = region.getInt(at);
        int start = position == 0 ? 0 : region.getInt(at - 4);
        int count = end - start;
        if (start < 0 || count < 0 || count > MAX_NEIGHBOURS || end > linkCount(level)) {
            throw new MalformedIndexException("A neighbour list is out of range", at);
        }
        region.readPacked(listsAt[level], start, idBits, target, count);
        for (int i = 0; i < count; i++) {
            if (target[i] >= size) {
                throw new MalformedIndexException("A neighbour is not a node", at);
            }
        }
        return count;
    }

    @Override
    public int[] nodesOf(int level) {
        int[] nodes = new int[nodeCounts[level]];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = level == 0 ? i : region.getInt(nodesAt[level] + 4 * i);
        }
        return nodes;
    }

    /** Where {@code node} is among the nodes of an upper level. */
    private int positionOf(int level, int node) {
        int low = 0;
        int high = nodeCounts[level];
        int nodes = nodesAt[level];
        while (low < high) {
            int middle = low + high >>> 1;
            int found = region.getInt(nodes + 4 * middle);
            if (found == node) {
                return middle;
            }
            if (found < node) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        throw new MalformedIndexException("A neighbour is not a node of its level", nodes);
    }
}
