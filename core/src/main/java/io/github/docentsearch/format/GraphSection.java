package io.github.docentsearch.format;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.graph.HnswGraph;
import io.github.docentsearch.graph.LevelGraph;

/** The graph's neighbour lists, used in place. Layout: see "GRAPH section" in the package description. */
public final class GraphSection {
    private GraphSection() {}

    /** Bytes that {@link #write} gives. */
    public static int sizeInBytes(LevelGraph graph) {
        int idBits = HnswGraph.bitsFor(graph.size());
        int[] neighbours = new int[LevelGraph.MAX_NEIGHBOURS];
        long bytes = HnswGraph.HEADER_BYTES + (long) HnswGraph.LEVEL_BYTES * graph.levelCount();
        for (int level = 0; level < graph.levelCount(); level++) {
            long links = 0;
            int[] nodes = graph.nodesOf(level);
            for (int node : nodes) {
                links += graph.neighbours(level, node, neighbours);
            }
            bytes += (level == 0 ? 4L : 8L) * nodes.length + HnswGraph.listBytes(links, idBits);
        }
        return Math.toIntExact(bytes);
    }

    /** The section's bytes; neighbours keep their order. */
    public static byte[] write(LevelGraph graph) {
        int size = graph.size();
        int idBits = HnswGraph.bitsFor(size);
        int levelCount = graph.levelCount();
        int[] neighbours = new int[LevelGraph.MAX_NEIGHBOURS];
        ByteSink out = new ByteSink(sizeInBytes(graph));
        out.putInt(size).putInt(levelCount);
        out.putInt(size == 0 ? 0 : graph.entryPoint()).putInt(idBits);
        for (int level = 0; level < levelCount; level++) {
            out.putInt(graph.nodesOf(level).length).putInt(0);
        }
        for (int level = 0; level < levelCount; level++) {
            int[] nodes = graph.nodesOf(level);
            for (int i = 0; level > 0 && i < nodes.length; i++) {
                out.putInt(nodes[i]);
            }
            int links = 0;
            for (int node : nodes) {
                links += graph.neighbours(level, node, neighbours);
                out.putInt(links);
            }
            out.setInt(HnswGraph.HEADER_BYTES + HnswGraph.LEVEL_BYTES * level + 4, links);
            int[] lists = new int[links];
            int at = 0;
            for (int node : nodes) {
                int count = graph.neighbours(level, node, neighbours);
                System.arraycopy(neighbours, 0, lists, at, count);
                at += count;
            }
            out.putPacked(lists, links, idBits);
        }
        return out.toByteArray();
    }

    /** @throws MalformedIndexException if the header is out of range; the lists are checked when they are used */
    public static HnswGraph read(ByteRegion in) {
        return new HnswGraph(in);
    }
}
