package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import java.util.List;

/** Blocks of a section that are all there. */
record InMemoryBlocks(List<byte[]> blocks) implements BlockSource {
    @Override
    public int count() {
        return blocks.size();
    }

    @Override
    public ByteRegion block(int ordinal) {
        return HeapRegion.of(blocks.get(ordinal));
    }
}
