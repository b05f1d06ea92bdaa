package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.Hnsw;
import io.github.docentsearch.indexer.IndexingException;

/** The element {@code <hnsw>}. */
public final class HnswParameters {
    private int m = Hnsw.DEFAULT.m();
    private int efConstruction = Hnsw.DEFAULT.efConstruction();
    private int efSearch = Hnsw.DEFAULT.efSearch();
    private int seed = Hnsw.DEFAULT.seed();

    Hnsw toOptions(CommandLine line) throws IndexingException {
        return new Hnsw(
                line.integer("hnsw.m", m),
                line.integer("hnsw.efConstruction", efConstruction),
                line.integer("hnsw.efSearch", efSearch),
                line.integer("hnsw.seed", seed));
    }
}
