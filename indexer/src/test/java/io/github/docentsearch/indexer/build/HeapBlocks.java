package io.github.docentsearch.indexer.build;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Blocks on the heap, some of which can be held back as if they had yet to be fetched. */
final class HeapBlocks implements BlockSource {
    final Set<Integer> asked = new TreeSet<>();
    final Set<Integer> heldBack = new TreeSet<>();
    private final List<byte[]> blocks;

    HeapBlocks(List<byte[]> blocks) {
        this.blocks = blocks;
    }

    @Override
    public int count() {
        return blocks.size();
    }

    @Override
    public @Nullable ByteRegion block(int ordinal) {
        asked.add(ordinal);
        return heldBack.contains(ordinal) ? null : HeapRegion.of(blocks.get(ordinal));
    }
}
