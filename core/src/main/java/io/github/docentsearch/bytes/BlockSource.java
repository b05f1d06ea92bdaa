package io.github.docentsearch.bytes;

import org.jspecify.annotations.Nullable;

/**
 * The blocks of a section, some of which may not have been fetched yet.
 *
 * <p>A search asks for blocks as it needs them. One that is not here is noted and {@code null} is returned: the search
 * goes on without it, its result is thrown away, and once the noted blocks have arrived it is run again. So searching is
 * the same plain code whether the whole file is in memory or a browser fetches it piece by piece.
 */
public interface BlockSource {
    /** Number of blocks, at least 0. */
    int count();

    /**
     * The bytes of a block, inflated, or {@code null} if they must be fetched first.
     *
     * @param ordinal from 0 to {@code count() - 1}
     */
    @Nullable
    ByteRegion block(int ordinal);
}
