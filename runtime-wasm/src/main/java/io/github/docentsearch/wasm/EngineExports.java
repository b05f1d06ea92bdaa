package io.github.docentsearch.wasm;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Export;

/** The functions that JavaScript calls. One module instance is one engine. */
final class EngineExports {
    /** The one engine of this module instance; set by {@link #initialize}, which is called first. */
    private static @Nullable EngineBoundary engine;

    private EngineExports() {}

    /** @param heapStart first free address of linear memory */
    @Export(name = "initialize")
    static void initialize(int heapStart) {
        engine = new EngineBoundary(new LinearMemoryAllocator(heapStart));
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
}
