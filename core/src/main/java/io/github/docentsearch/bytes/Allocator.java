package io.github.docentsearch.bytes;

/**
 * Gives out memory that the platform's kernels can reach; part of the seam between the platforms.
 *
 * <p>Memory is never given back: ask once, when an index or a model is opened, never per query.
 */
public interface Allocator {
    /** {@code size} zero bytes, aligned to 16 bytes. */
    WritableRegion allocate(int size);
}
