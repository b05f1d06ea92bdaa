package io.github.docentsearch.script;

import io.github.docentsearch.engine.EngineBoundary;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.search.Platform;
import io.github.docentsearch.vector.PlainVectorKernels;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The functions that JavaScript calls; {@link EngineBoundary} says what each does. One run of the script is one engine: the
 * build makes a function of it, {@code createEngine}.
 */
final class EngineExports {
    private static final HeapMemory MEMORY = new HeapMemory();

    private static final EngineBoundary ENGINE = new EngineBoundary(
            MEMORY,
            new Platform(
                    MEMORY,
                    new PlainVectorKernels(),
                    GraphSearchers.PLAIN,
                    new ScriptMatrixKernels(),
                    new ScriptUnicode()));

    private EngineExports() {}

    /** The bytes of the region at an address; not copied. */
    @JSExport
    static Int8Array bytes(int address) {
        return Int8Array.fromJavaArray(MEMORY.bytes(address));
    }

    @JSExport
    static int allocate(int size) {
        return ENGINE.allocate(size);
    }

    @JSExport
    static int input(int size) {
        return ENGINE.input(size);
    }

    @JSExport
    static int output() {
        return ENGINE.output();
    }

    @JSExport
    static int outputSize() {
        return ENGINE.outputSize();
    }

    @JSExport
    static int openIndex(int address, int size) {
        return ENGINE.openIndex(address, size);
    }

    @JSExport
    static int openModel(int address, int size) {
        return ENGINE.openModel(address, size);
    }

    @JSExport
    static int supply(int file, int requestId, int address, int size) {
        return ENGINE.supply(file, requestId, address, size);
    }

    @JSExport
    static int loadKeywords() {
        return ENGINE.loadKeywords();
    }

    @JSExport
    static int loadMeaning() {
        return ENGINE.loadMeaning();
    }

    @JSExport
    static int loadTransformer() {
        return ENGINE.loadTransformer();
    }

    @JSExport
    static int query(int textSize, int filtersSize, int limit, int mode) {
        return ENGINE.query(textSize, filtersSize, limit, mode);
    }

    @JSExport
    static int embed(int textSize) {
        return ENGINE.embed(textSize);
    }

    @JSExport
    static int nearest(int dimensions, int k, int ef) {
        return ENGINE.nearest(dimensions, k, ef);
    }

    @JSExport
    static int stats() {
        return ENGINE.stats();
    }
}
