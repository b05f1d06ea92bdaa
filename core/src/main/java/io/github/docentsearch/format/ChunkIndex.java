package io.github.docentsearch.format;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;

/**
 * Which page a chunk belongs to and in which block its text lies. Layout: see "CHUNK_INDEX section" in the package
 * description.
 *
 * <p>Small enough to be always in memory, so that hits can be grouped by page before any text is fetched.
 */
public final class ChunkIndex {
    private final int chunkCount;
    private final int[] pageStarts;
    private final int[] blockStarts;

    /**
     * @param chunkCount chunks
     * @param pageStarts each page's first chunk, ascending from 0
     * @param blockStarts each block's first chunk, ascending from 0
     */
    public ChunkIndex(int chunkCount, int[] pageStarts, int[] blockStarts) {
        this.chunkCount = chunkCount;
        this.pageStarts = pageStarts;
        this.blockStarts = blockStarts;
    }

    /** The section's bytes. */
    public byte[] write() {
        ByteSink out = new ByteSink();
        out.putVarint(chunkCount);
        writeStarts(out, pageStarts);
        writeStarts(out, blockStarts);
        return out.toByteArray();
    }

    /** @throws MalformedIndexException if a page or block begins beyond the last chunk or is empty */
    public static ChunkIndex read(ByteRegion in) {
        ByteCursor cursor = new ByteCursor(in, 0);
        int chunkCount = cursor.nextCount(IndexFormat.MAX_CHUNKS);
        int[] pageStarts = readStarts(cursor, chunkCount);
        return new ChunkIndex(chunkCount, pageStarts, readStarts(cursor, chunkCount));
    }

    public int chunkCount() {
        return chunkCount;
    }

    public int pageCount() {
        return pageStarts.length;
    }

    /** The page that holds a chunk. */
    public int pageOf(int chunk) {
        return last(pageStarts, chunk);
    }

    /** The first chunk of a page. */
    public int firstChunkOf(int page) {
        return pageStarts[page];
    }

    /** The block that holds a chunk's text. */
    public int blockOf(int chunk) {
        return last(blockStarts, chunk);
    }

    /** The first chunk of a block. */
    public int firstChunkOfBlock(int block) {
        return blockStarts[block];
    }

    public int blockCount() {
        return blockStarts.length;
    }

    private static void writeStarts(ByteSink out, int[] starts) {
        out.putVarint(starts.length);
        int previous = 0;
        for (int start : starts) {
            out.putVarint(start - previous);
            previous = start;
        }
    }

    private static int[] readStarts(ByteCursor cursor, int chunkCount) {
        int[] starts = new int[cursor.nextCount(Math.min(chunkCount, cursor.remaining()))];
        int previous = 0;
        for (int i = 0; i < starts.length; i++) {
            int at = cursor.offset();
            int delta = cursor.nextCount(chunkCount - previous);
            if (i == 0 ? delta != 0 : delta == 0) {
                throw new MalformedIndexException("A page or block without chunks", at);
            }
            previous += delta;
            if (previous >= chunkCount) {
                throw new MalformedIndexException("A page or block begins beyond the last chunk", at);
            }
            starts[i] = previous;
        }
        if (chunkCount > 0 && starts.length == 0) {
            throw new MalformedIndexException("Chunks without a page or block", cursor.offset());
        }
        return starts;
    }

    /** The last position whose start is at most {@code chunk}. */
    private static int last(int[] starts, int chunk) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (starts[middle] <= chunk) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
