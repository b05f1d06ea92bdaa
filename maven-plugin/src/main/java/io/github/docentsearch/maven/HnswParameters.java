package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.Hnsw;

/** The element {@code <hnsw>}. */
public final class HnswParameters {
    private int m = Hnsw.DEFAULT.m();
    private int efConstruction = Hnsw.DEFAULT.efConstruction();
    private int efSearch = Hnsw.DEFAULT.efSearch();
    private long seed = Hnsw.DEFAULT.seed();

    Hnsw toOptions() {
        return new Hnsw(m, efConstruction, efSearch, seed);
    }
}
