package io.github.docentsearch.engine;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.ByteRegion;

/** Where the engine keeps its bytes, and how JavaScript names them: by an integer, the region's address. */
public interface EngineMemory extends Allocator {
    /** The address of a region of this memory; a region has one for good, from its first asking on. */
    int address(ByteRegion region);

    /** The first {@code size} bytes of the region at an address. */
    ByteRegion region(int address, int size);
}
