package io.github.docentsearch.model;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;

/**
 * A vector for each word piece, in blocks: {@link #ROWS_PER_BLOCK} rows a block, fewer in the last, each block a
 * {@link ByteMatrix}. The sections STATIC_TABLE and TOKEN_EMBEDDINGS are laid out so.
 */
public final class RowTable {
    /** Rows of a block. */
    public static final int ROWS_PER_BLOCK = 4096;

    private final ByteMatrix[] blocks;

    private RowTable(ByteMatrix[] blocks) {
        this.blocks = blocks;
    }

    /** Whether every block is there; those that are not have been asked for. */
    public static boolean isComplete(BlockSource blocks) {
        boolean all = true;
        for (int i = 0; i < blocks.count(); i++) {
            all &= blocks.block(i) != null;
        }
        return all;
    }

    /**
     * Reads a section that {@link #isComplete is complete}; its blocks are used in place.
     *
     * @throws MalformedIndexException if it has not {@code rows} rows of {@code columns} columns
     */
    public static RowTable read(BlockSource source, int rows, int columns) {
        int count = (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
        if (source.count() != count) {
            throw new MalformedIndexException("A table has a wrong number of blocks", 0);
        }
        ByteMatrix[] blocks = new ByteMatrix[count];
        for (int i = 0; i < count; i++) {
            ByteRegion block = source.block(i);
            if (block == null) {
                throw new IllegalStateException("A block is missing");
            }
            int rowsOfBlock = Math.min(ROWS_PER_BLOCK, rows - i * ROWS_PER_BLOCK);
            blocks[i] = ByteMatrix.read(new ByteCursor(block, 0), rowsOfBlock, columns);
        }
        return new RowTable(blocks);
    }

    /** Adds a row to {@code target}, element by element. */
    void addRow(int row, float[] target) {
        blocks[row / ROWS_PER_BLOCK].addRow(row % ROWS_PER_BLOCK, target);
    }
}
