package io.github.docentsearch.lexical;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of terms with their postings. Layout: see "TERM_INDEX section" and "TERM_BLOCKS section" in the description
 * of the package {@code format}.
 */
public final class TermBlocks {
    /** Longest term or stem, in bytes. */
    public static final int MAX_TERM_SIZE = 255;

    /** Bytes that a block should hold before it is deflated; one group of forms is never divided. */
    public static final int TARGET_BLOCK_SIZE = 12 * 1024;

    private final int chunkCount;
    private final byte[][] firstStems;
    private final BlockSource blocks;

    private TermBlocks(int chunkCount, byte[][] firstStems, BlockSource blocks) {
        this.chunkCount = chunkCount;
        this.firstStems = firstStems;
        this.blocks = blocks;
    }

    /**
     * What was written.
     *
     * @param index the TERM_INDEX section
     * @param blocks the blocks of TERM_BLOCKS
     */
    public record Written(byte[] index, List<byte[]> blocks) {}

    /**
     * Writes a dictionary.
     *
     * @param chunkCount number of chunks of the site
     * @param groups ascending by stem, as unsigned bytes
     */
    public static Written write(int chunkCount, List<TermGroup> groups) {
        List<byte[]> blocks = new ArrayList<>();
        List<byte[]> firstStems = new ArrayList<>();
        ByteSink block = new ByteSink(2 * TARGET_BLOCK_SIZE);
        byte[] previous = new byte[0];
        for (TermGroup group : groups) {
            byte[] entry = entry(previous, group);
            if (block.size() > 0 && block.size() + entry.length > TARGET_BLOCK_SIZE) {
                blocks.add(block.toByteArray());
                block = new ByteSink(2 * TARGET_BLOCK_SIZE);
                previous = new byte[0];
                entry = entry(previous, group);
            }
            if (block.size() == 0) {
                firstStems.add(group.stem());
            }
            block.putBytes(entry);
            previous = group.stem();
        }
        if (block.size() > 0) {
            blocks.add(block.toByteArray());
        }
        ByteSink index = new ByteSink().putVarint(chunkCount).putVarint(firstStems.size());
        previous = new byte[0];
        for (byte[] stem : firstStems) {
            putFrontCoded(index, previous, stem);
            previous = stem;
        }
        return new Written(index.toByteArray(), blocks);
    }

    private static byte[] entry(byte[] previousStem, TermGroup group) {
        ByteSink out = new ByteSink();
        putFrontCoded(out, previousStem, group.stem());
        out.putVarint(group.forms().size());
        for (TermGroup.Form form : group.forms()) {
            int shared = sharedLength(group.stem(), form.term());
            int dropped = group.stem().length - shared;
            int added = form.term().length - shared;
            assert dropped < 16 && added < 16 : "a form is too far from its stem";
            out.putByte(dropped << 4 | added).putBytes(form.term(), shared, added);
            ByteSink chunks = new ByteSink();
            int previous = 0;
            for (int chunk : form.chunks()) {
                chunks.putVarint(chunk - previous);
                previous = chunk;
            }
            out.putVarint(form.chunks().length);
            if (form.chunks().length > 1) {
                out.putVarint(chunks.size());
            }
            out.putBytes(chunks.toByteArray()).putBytes(form.weights());
        }
        return out.toByteArray();
    }

    private static void putFrontCoded(ByteSink out, byte[] previous, byte[] next) {
        int shared = sharedLength(previous, next);
        out.putByte(shared).putByte(next.length - shared).putBytes(next, shared, next.length - shared);
    }

    private static int sharedLength(byte[] a, byte[] b) {
        int limit = Math.min(a.length, b.length);
        int shared = 0;
        while (shared < limit && a[shared] == b[shared]) {
            shared++;
        }
        return shared;
    }

    /**
     * Reads a dictionary.
     *
     * @param index the TERM_INDEX section
     * @param blocks the blocks of TERM_BLOCKS
     * @param chunkCount number of chunks of the site
     * @throws MalformedIndexException if the index is damaged or belongs to other blocks
     */
    public static TermBlocks read(ByteRegion index, BlockSource blocks, int chunkCount) {
        ByteCursor cursor = new ByteCursor(index, 0);
        if (cursor.nextVarint() != chunkCount) {
            throw new MalformedIndexException("The terms are of another number of chunks", 0);
        }
        int blockCount = cursor.nextCount(cursor.remaining());
        if (blockCount != blocks.count()) {
            throw new MalformedIndexException("The terms have not as many blocks as their index says", 0);
        }
        byte[][] firstStems = new byte[blockCount][];
        byte[] stem = new byte[MAX_TERM_SIZE];
        int length = 0;
        for (int i = 0; i < blockCount; i++) {
            length = readFrontCoded(cursor, stem, length);
            firstStems[i] = new byte[length];
            System.arraycopy(stem, 0, firstStems[i], 0, length);
        }
        return new TermBlocks(chunkCount, firstStems, blocks);
    }

    /** Reads a stem over the one before, whose length is given; returns its length. */
    static int readFrontCoded(ByteCursor cursor, byte[] stem, int previousLength) {
        int start = cursor.offset();
        int shared = cursor.nextU8();
        int added = cursor.nextU8();
        if (shared > previousLength || shared + added > MAX_TERM_SIZE) {
            throw new MalformedIndexException("A term is too long", start);
        }
        for (int i = 0; i < added; i++) {
            stem[shared + i] = (byte) cursor.nextU8();
        }
        return shared + added;
    }

    /** Number of chunks of the site. */
    public int chunkCount() {
        return chunkCount;
    }

    /** Number of blocks. */
    int blockCount() {
        return firstStems.length;
    }

    /** A block, or {@code null} if it must be fetched first. */
    @Nullable
    ByteRegion block(int ordinal) {
        return blocks.block(ordinal);
    }

    /** The block that has {@code stem} if any has: the last that does not begin after it; 0 if all do. */
    int blockOf(byte[] stem) {
        int low = 0;
        int high = firstStems.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (compare(firstStems[middle], firstStems[middle].length, stem, stem.length) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Negative, 0 or positive as {@code a} comes before, is, or comes after {@code b}: as unsigned bytes. */
    static int compare(byte[] a, int aLength, byte[] b, int bLength) {
        int limit = Math.min(aLength, bLength);
        for (int i = 0; i < limit; i++) {
            if (a[i] != b[i]) {
                return (a[i] & 0xFF) - (b[i] & 0xFF);
            }
        }
        return aLength - bLength;
    }
}
