package io.github.docentsearch.format;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.graph.Partitions;
import io.github.docentsearch.vector.VectorKernels;
import org.jspecify.annotations.Nullable;

/** The sections of an index that find nearest vectors, taken together. */
public final class VectorPart {
    private VectorPart() {}

    /**
     * The searcher of a file's vectors, whichever way they are laid out.
     *
     * @return {@code null} if the file has noted ranges that must be fetched first
     * @throws io.github.docentsearch.bytes.MalformedIndexException if the file has no vectors, or they are damaged
     */
    public static @Nullable NearestSearcher open(
            IndexFile file, VectorKernels kernels, GraphSearchers searchers, Allocator allocator) {
        ByteRegion vectors = file.raw(IndexFormat.SECTION_VECTORS);
        boolean hasGraph = file.has(IndexFormat.SECTION_GRAPH);
        ByteRegion graph = hasGraph ? file.raw(IndexFormat.SECTION_GRAPH) : null;
        boolean hasPartitions = file.has(IndexFormat.SECTION_PARTITION_INDEX);
        ByteRegion partitions = hasPartitions ? file.raw(IndexFormat.SECTION_PARTITION_INDEX) : null;
        if (vectors == null || hasGraph && graph == null || hasPartitions && partitions == null) {
            return null;
        }
        Partitions parts = partitions == null
                ? null
                : PartitionIndexSection.read(partitions, file.blocks(IndexFormat.SECTION_PARTITIONS));
        if (parts != null && parts.size() > file.fileSize()) {
            throw new MalformedIndexException("More vectors than the file has bytes", 0);
        }
        return new NearestSearcher(
                VectorSection.read(vectors),
                graph == null ? null : GraphSection.read(graph),
                parts,
                kernels,
                searchers,
                allocator);
    }
}
