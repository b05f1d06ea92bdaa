package io.github.docentsearch.indexer.build;

import io.github.docentsearch.format.GraphSection;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.VectorSection;
import io.github.docentsearch.vector.VectorEncoding;

/** Chooses how vectors lie in the file: as a whole with a graph over them, or in partitions of which a query reads a few. */
public final class VectorLayout {
    /**
     * Bytes of vectors that readers are asked to fetch as a whole. At the default encoding 12,000 chunks; with partitions, the first
     * answer by meaning takes a tenth of it, and each further one about as much again.
     */
    public static final int DEFAULT_MAX_WHOLE_BYTES = 3_000_000;

    private VectorLayout() {}

    /**
     * Adds the sections that search {@code vectors}. Those of one bit are never partitioned.
     *
     * @param encoding one of {@link VectorEncoding}
     * @param maxWholeBytes vectors that take more are partitioned
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    public static void add(
            IndexFileWriter file, FloatVectors vectors, int encoding, HnswOptions hnsw, int maxWholeBytes)
            throws InterruptedException {
        long bytes = (long) vectors.size()
                * VectorEncoding.recordBytes(encoding, VectorEncoding.lanes(vectors.dimensions()));
        if (bytes > maxWholeBytes && encoding != VectorEncoding.BIT1) {
            PartitionBuilder.add(file, vectors, encoding, hnsw);
            return;
        }
        file.addRaw(IndexFormat.SECTION_VECTORS, VectorSection.write(VectorTableBuilder.build(vectors, encoding)));
        file.addRaw(IndexFormat.SECTION_GRAPH, GraphSection.write(HnswBuilder.build(vectors, hnsw)));
    }
}
