package io.github.docentsearch.format;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of pages and chunks. Layout: see "CHUNK_BLOCKS section" in the package description.
 *
 * <p>A block holds consecutive chunks and the records of their pages, so that showing a hit needs one block and no other.
 */
public final class ChunkBlocks {
    /** Bytes of text that a block should hold before it is deflated. */
    public static final int TARGET_BLOCK_SIZE = 32 * 1024;

    private static final int MAX_HEADINGS = 64;

    private final BlockSource blocks;
    private final ChunkIndex index;

    public ChunkBlocks(BlockSource blocks, ChunkIndex index) {
        if (blocks.count() != index.blockCount()) {
            throw new MalformedIndexException("The text has not as many blocks as its index says", 0);
        }
        this.blocks = blocks;
        this.index = index;
    }

    /** A chunk with its page, or {@code null} if its block must be fetched first. */
    public @Nullable ShownChunk get(int chunk) {
        int blockOrdinal = index.blockOf(chunk);
        ByteRegion block = blocks.block(blockOrdinal);
        if (block == null) {
            return null;
        }
        ByteCursor cursor = new ByteCursor(block, 0);
        int chunkCount = cursor.nextInt();
        int place = chunk - index.firstChunkOfBlock(blockOrdinal);
        if (place >= chunkCount || chunkCount > cursor.remaining() / 4) {
            throw new MalformedIndexException("A block holds fewer chunks than its index says", 0);
        }
        cursor = new ByteCursor(block, block.getInt(4 + 4 * place));
        int pageOffset = cursor.nextInt();
        String anchor = cursor.nextString();
        List<String> headings = readStrings(cursor, MAX_HEADINGS);
        int[] codeRanges = new int[2 * cursor.nextCount(cursor.remaining())];
        int position = 0;
        for (int i = 0; i < codeRanges.length; i++) {
            position += cursor.nextCount(IndexFormat.MAX_BLOCK_SIZE);
            codeRanges[i] = position;
        }
        String text = cursor.nextString();
        if (position > text.length()) {
            throw new MalformedIndexException("Code beyond the text's end", cursor.offset());
        }
        cursor = new ByteCursor(block, pageOffset);
        PageRecord page = new PageRecord(
                cursor.nextString(),
                cursor.nextString(),
                readStrings(cursor, MAX_HEADINGS),
                readStrings(cursor, 2 * MAX_HEADINGS));
        return new ShownChunk(page, new ChunkRecord(index.pageOf(chunk), anchor, headings, text, codeRanges));
    }

    /** A chunk with its page. */
    public record ShownChunk(PageRecord page, ChunkRecord chunk) {}

    /** Blocks that were written, and each one's first chunk. */
    public record Written(List<byte[]> blocks, int[] blockStarts) {}

    /** Writes all chunks, which are in page order. */
    public static Written write(List<PageRecord> pages, List<ChunkRecord> chunks) {
        List<byte[]> blocks = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int first = 0;
        int size = 0;
        for (int i = 0; i < chunks.size(); i++) {
            size += chunks.get(i).text().length() + 64;
            if (size >= TARGET_BLOCK_SIZE || i == chunks.size() - 1) {
                starts.add(first);
                blocks.add(writeBlock(pages, chunks.subList(first, i + 1)));
                first = i + 1;
                size = 0;
            }
        }
        int[] blockStarts = new int[starts.size()];
        for (int i = 0; i < blockStarts.length; i++) {
            blockStarts[i] = starts.get(i);
        }
        return new Written(blocks, blockStarts);
    }

    private static byte[] writeBlock(List<PageRecord> pages, List<ChunkRecord> chunks) {
        ByteSink out = new ByteSink(TARGET_BLOCK_SIZE * 2);
        out.putInt(chunks.size());
        for (int i = 0; i < chunks.size(); i++) {
            out.putInt(0);
        }
        int page = -1;
        int pageOffset = 0;
        for (int i = 0; i < chunks.size(); i++) {
            ChunkRecord chunk = chunks.get(i);
            if (chunk.page() != page) {
                page = chunk.page();
                pageOffset = out.size();
                PageRecord record = pages.get(page);
                out.putString(record.url()).putString(record.title());
                writeStrings(out, record.breadcrumbs(), MAX_HEADINGS);
                writeStrings(out, record.filters(), 2 * MAX_HEADINGS);
            }
            out.setInt(4 + 4 * i, out.size());
            out.putInt(pageOffset).putString(chunk.anchor());
            writeStrings(out, chunk.headings(), MAX_HEADINGS);
            out.putVarint(chunk.codeRanges().length / 2);
            int position = 0;
            for (int boundary : chunk.codeRanges()) {
                out.putVarint(boundary - position);
                position = boundary;
            }
            out.putString(chunk.text());
        }
        return out.toByteArray();
    }

    private static void writeStrings(ByteSink out, List<String> strings, int max) {
        int count = Math.min(strings.size(), max);
        out.putVarint(count);
        for (int i = 0; i < count; i++) {
            out.putString(strings.get(i));
        }
    }

    private static List<String> readStrings(ByteCursor cursor, int max) {
        int count = cursor.nextCount(max);
        List<String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            strings.add(cursor.nextString());
        }
        return strings;
    }
}
