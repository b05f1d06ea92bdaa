package io.github.docentsearch.wasm;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.engine.EngineMemory;
import org.teavm.interop.Import;

/**
 * Gives out linear memory from its start upwards and lets it grow as needed.
 *
 * <p>Fresh WebAssembly memory is zero and none is ever given back, so what is handed out is zero.
 */
final class LinearMemoryAllocator implements EngineMemory {
    private static final int ALIGNMENT = 16;

    private int top;

    /** @param start first free address: behind the constants that TeaVM keeps in linear memory */
    LinearMemoryAllocator(int start) {
        top = start;
    }

    @Override
    public LinearMemoryRegion allocate(int size) {
        int start = (top + ALIGNMENT - 1) & -ALIGNMENT;
        // Wide loads of the kernels may reach beyond the last value of a region, never beyond the memory.
        reserve(start + size + ALIGNMENT);
        top = start + size;
        return new LinearMemoryRegion(start, size);
    }

    @Override
    public int address(ByteRegion region) {
        return LinearMemoryRegion.address(region).toInt();
    }

    @Override
    public LinearMemoryRegion region(int address, int size) {
        return new LinearMemoryRegion(address, size);
    }

    /** Makes the memory at least {@code end} bytes long; fails in JavaScript, with a RangeError, if the browser has none. */
    @Import(module = "docent", name = "reserve")
    private static native void reserve(int end);
}
