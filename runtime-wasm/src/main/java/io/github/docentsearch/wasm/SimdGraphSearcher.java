package io.github.docentsearch.wasm;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.graph.GraphSearcher;
import io.github.docentsearch.graph.HnswGraph;
import io.github.docentsearch.graph.LevelGraph;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.vector.VectorScorer;
import io.github.docentsearch.vector.VectorTable;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

/** Searches the graph by the kernel of {@code src/main/wat/walk.wat}: as core's {@code HnswSearcher}, with the same results. */
final class SimdGraphSearcher extends GraphSearcher {
    private final HnswGraph graph;
    private final VectorScorer scorer;
    private final int graphAddress;
    /** What the kernel is told, and where it counts; walk.wat lists it. */
    private final WritableRegion walk;

    private final WritableRegion visited;
    private final int best;
    private int mark;

    SimdGraphSearcher(HnswGraph graph, VectorScorer scorer, Allocator memory) {
        super(graph, scorer);
        this.graph = graph;
        this.scorer = scorer;
        graphAddress = address(graph.region());
        VectorTable table = scorer.table();
        int size = graph.size();
        visited = memory.allocate(size);
        best = address(memory.allocate(8 * Math.min(size, NearestSearcher.MAX_EF) + 8));
        walk = memory.allocate(68);
        walk.putInt(0, size);
        walk.putInt(4, graph.idBits());
        walk.putInt(8, address(memory.allocate(4 * LevelGraph.MAX_NEIGHBOURS)));
        walk.putInt(12, address(memory.allocate(4 * LevelGraph.MAX_NEIGHBOURS)));
        walk.putInt(16, address(visited));
        walk.putInt(24, address(memory.allocate(8 * size + 8)));
        walk.putInt(28, best);
        walk.putInt(32, table.encoding());
        walk.putInt(36, address(table.records()));
        walk.putInt(40, table.lanes());
        walk.putInt(44, address(scorer.query()));
        walk.putInt(60, table.recordBytes());
    }

    @Override
    public int searchLevel(int level, long entry, int ef) {
        if (++mark == 256) {
            mark = 1;
            for (int i = 0; i < visited.size(); i++) {
                visited.putByte(i, 0);
            }
        }
        walk.putInt(20, mark);
        walk.putFloat(48, scorer.scale());
        walk.putFloat(52, scorer.summand());
        walk.putInt(56, 0);
        int count = walk(
                address(walk),
                graphAddress + graph.endsAt(level),
                graphAddress + graph.listsAt(level),
                graph.linkCount(level),
                level == 0 ? 0 : graphAddress + graph.nodesAt(level),
                graph.nodeCount(level),
                entry,
                ef);
        if (count < 0) {
            throw new MalformedIndexException("A neighbour list is out of range", graph.endsAt(level));
        }
        scoredCount += walk.getInt(56);
        return count;
    }

    @Override
    public long key(int rank) {
        return Address.fromInt(best + 8 * rank + 8).getLong();
    }

    private static int address(ByteRegion region) {
        return LinearMemoryRegion.address(region).toInt();
    }

    @Import(module = "kernels", name = "walk")
    private static native int walk(int walk, int ends, int lists, int links, int ids, int idCount, long entry, int ef);
}
