package io.github.docentsearch.lexical;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import org.jspecify.annotations.Nullable;

/** Walks over the terms of one block: stem by stem, and within a stem form by form. Made once and used again. */
final class TermCursor {
    final byte[] stem = new byte[TermBlocks.MAX_TERM_SIZE];
    int stemLength;

    final byte[] form = new byte[TermBlocks.MAX_TERM_SIZE + 15];
    int formLength;

    /** Number of chunks that have the form. */
    int documents;

    /** Where the form's postings begin in the block. */
    int postingsOffset;

    /** Where the form's weights begin in the block. */
    int weightsOffset;

    private final int chunkCount;
    private @Nullable ByteCursor cursor;
    private int formsLeft;

    TermCursor(int chunkCount) {
        this.chunkCount = chunkCount;
    }

    void open(ByteRegion block) {
        cursor = new ByteCursor(block, 0);
        stemLength = 0;
        formsLeft = 0;
    }

    /** Moves on to the next stem; false at the block's end. */
    boolean nextStem() {
        while (nextForm()) {}
        if (cursor == null || cursor.remaining() == 0) {
            return false;
        }
        stemLength = TermBlocks.readFrontCoded(cursor, stem, stemLength);
        formsLeft = cursor.nextCount(cursor.remaining());
        return true;
    }

    /** Moves on to the stem's next form; false after the last. */
    boolean nextForm() {
        if (cursor == null || formsLeft == 0) {
            return false;
        }
        formsLeft--;
        int start = cursor.offset();
        int change = cursor.nextU8();
        int shared = stemLength - (change >> 4);
        int added = change & 15;
        if (shared < 0) {
            throw new MalformedIndexException("A form drops more than its stem has", start);
        }
        System.arraycopy(stem, 0, form, 0, shared);
        for (int i = 0; i < added; i++) {
            form[shared + i] = (byte) cursor.nextU8();
        }
        formLength = shared + added;
        documents = cursor.nextCount(chunkCount);
        if (documents == 1) {
            postingsOffset = cursor.offset();
            cursor.nextVarint();
            weightsOffset = cursor.offset();
        } else {
            int size = cursor.nextCount(cursor.remaining());
            postingsOffset = cursor.offset();
            cursor.nextSlice(size);
            weightsOffset = cursor.offset();
        }
        cursor.nextSlice(documents);
        return true;
    }
}
