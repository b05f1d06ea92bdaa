package io.github.docentsearch.wasm;

import io.github.docentsearch.engine.EngineBoundary;
import io.github.docentsearch.search.Platform;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Export;

/** The functions that JavaScript calls; {@link EngineBoundary} says what each does. One module instance is one engine. */
final class EngineExports {
    /** The one engine of this module instance; set by {@link #initialize}, which is called first. */
    private static @Nullable EngineBoundary engine;

    private EngineExports() {}

    /** @param heapStart first free address of linear memory */
    @Export(name = "initialize")
    static void initialize(int heapStart) {
        LinearMemoryAllocator memory = new LinearMemoryAllocator(heapStart);
        engine = new EngineBoundary(
                memory,
                new Platform(
                        memory,
                        new SimdVectorKernels(memory),
                        SimdGraphSearcher::new,
                        new SimdMatrixKernels(),
                        new BrowserUnicode(memory)));
    }

    @Export(name = "allocate")
    static int allocate(int size) {
        return engine.allocate(size);
    }

    @Export(name = "input")
    static int input(int size) {
        return engine.input(size);
    }

    @Export(name = "output")
    static int output() {
        return engine.output();
    }

    @Export(name = "outputSize")
    static int outputSize() {
        return engine.outputSize();
    }

    @Export(name = "openIndex")
    static int openIndex(int address, int size) {
        return engine.openIndex(address, size);
    }

    @Export(name = "openModel")
    static int openModel(int address, int size) {
        return engine.openModel(address, size);
    }

    @Export(name = "supply")
    static int supply(int file, int requestId, int address, int size) {
        return engine.supply(file, requestId, address, size);
    }

    @Export(name = "loadKeywords")
    static int loadKeywords() {
        return engine.loadKeywords();
    }

    @Export(name = "loadMeaning")
    static int loadMeaning() {
        return engine.loadMeaning();
    }

    @Export(name = "loadTransformer")
    static int loadTransformer() {
        return engine.loadTransformer();
    }

    @Export(name = "query")
    static int query(int textSize, int filtersSize, int limit, int mode) {
        return engine.query(textSize, filtersSize, limit, mode);
    }

    @Export(name = "embed")
    static int embed(int textSize) {
        return engine.embed(textSize);
    }

    @Export(name = "nearest")
    static int nearest(int dimensions, int k, int ef) {
        return engine.nearest(dimensions, k, ef);
    }

    @Export(name = "stats")
    static int stats() {
        return engine.stats();
    }
}
