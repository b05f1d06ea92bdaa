package io.github.docentsearch.script;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.engine.EngineMemory;
import java.util.ArrayList;
import java.util.List;

/** Each region is an array of its own, which JavaScript knows as an {@code Int8Array}; its address is its number. */
final class HeapMemory implements EngineMemory {
    /** The regions that JavaScript knows, by address. */
    private final List<HeapRegion> regions = new ArrayList<>();

    @Override
    public HeapRegion allocate(int size) {
        return HeapRegion.allocate(size);
    }

    @Override
    public int address(ByteRegion region) {
        regions.add((HeapRegion) region);
        return regions.size() - 1;
    }

    @Override
    public HeapRegion region(int address, int size) {
        return regions.get(address).slice(0, size);
    }

    byte[] bytes(int address) {
        return regions.get(address).array();
    }
}
