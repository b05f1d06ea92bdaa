package io.github.docentsearch.format;

import static io.github.docentsearch.format.IndexFormat.ALIGNMENT;
import static io.github.docentsearch.format.IndexFormat.BLOCK_ENTRY_SIZE;
import static io.github.docentsearch.format.IndexFormat.ENTRY_SIZE;
import static io.github.docentsearch.format.IndexFormat.HEADER_SIZE;
import static io.github.docentsearch.format.IndexFormat.STORAGE_BLOCKED;
import static io.github.docentsearch.format.IndexFormat.STORAGE_RAW;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.XxHash32;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts sections together to a file that {@link IndexFile} opens. Sections are laid out in the order of their codes. */
public final class IndexFileWriter {
    /** Compresses a block (RFC 1951, no zlib header); only the side that writes files has one. */
    @FunctionalInterface
    public interface Compressor {
        byte[] deflate(byte[] block);
    }

    private record Block(byte[] stored, int size, int checksum) {}

    private record Section(int code, int storage, List<Block> blocks) {
        int length() {
            int length = 0;
            for (Block block : blocks) {
                length = Math.addExact(length, block.stored.length);
            }
            return length;
        }
    }

    private final int kind;
    private final Compressor compressor;
    private final List<Section> sections = new ArrayList<>();

    /** @param kind {@link IndexFormat#KIND_INDEX} or {@link IndexFormat#KIND_MODEL} */
    public IndexFileWriter(int kind, Compressor compressor) {
        this.kind = kind;
        this.compressor = compressor;
    }

    /** Adds a section that is used in place, as it lies in the file. */
    public IndexFileWriter addRaw(int code, byte[] content) {
        sections.add(new Section(code, STORAGE_RAW, List.of(new Block(content, content.length, checksum(content)))));
        return this;
    }

    /** Adds a section of blocks, each compressed where that makes it smaller. */
    public IndexFileWriter addBlocked(int code, List<byte[]> contents) {
        return addBlocks(code, contents, compressor);
    }

    /** Adds a section of blocks that are used in place, as they lie in the file. */
    public IndexFileWriter addRawBlocks(int code, List<byte[]> contents) {
        return addBlocks(code, contents, content -> content);
    }

    private IndexFileWriter addBlocks(int code, List<byte[]> contents, Compressor compressor) {
        List<Block> blocks = new ArrayList<>(contents.size());
        for (byte[] content : contents) {
            if (content.length == 0 || content.length > IndexFormat.MAX_BLOCK_SIZE) {
                throw new IllegalArgumentException("A block of " + content.length + " bytes in section " + code);
            }
            byte[] deflated = compressor.deflate(content);
            blocks.add(new Block(
                    deflated.length < content.length ? deflated : content, content.length, checksum(content)));
        }
        sections.add(new Section(code, STORAGE_BLOCKED, blocks));
        return this;
    }

    /**
     * The whole file.
     *
     * @throws ArithmeticException if it would be larger than 2^31 - 1 bytes
     */
    public byte[] toByteArray() {
        sections.sort(Comparator.comparingInt(Section::code));
        int headSize = HEADER_SIZE + sections.size() * ENTRY_SIZE;
        for (Section section : sections) {
            headSize += section.storage == STORAGE_BLOCKED ? section.blocks.size() * BLOCK_ENTRY_SIZE : 0;
        }
        int fileSize = headSize;
        for (Section section : sections) {
            fileSize = Math.addExact(align(fileSize), section.length());
        }
        ByteSink out = new ByteSink(fileSize);
        writeHead(out, headSize, fileSize);
        for (Section section : sections) {
            out.align(ALIGNMENT);
            for (Block block : section.blocks) {
                out.putBytes(block.stored);
            }
        }
        byte[] file = out.toByteArray();
        assert file.length == fileSize : file.length;
        return file;
    }

    private void writeHead(ByteSink out, int headSize, int fileSize) {
        out.putInt(IndexFormat.MAGIC).putU16(IndexFormat.VERSION).putU16(kind);
        out.putInt(fileSize).putInt(headSize).putInt(sections.size());
        out.putInt(0).putInt(0).putInt(0);
        int offset = headSize;
        int tableOffset = HEADER_SIZE + sections.size() * ENTRY_SIZE;
        for (Section section : sections) {
            boolean blocked = section.storage == STORAGE_BLOCKED;
            offset = align(offset);
            out.putU16(section.code).putU16(section.storage).putInt(offset).putInt(section.length());
            out.putInt(blocked ? 0 : section.blocks.get(0).checksum);
            out.putInt(blocked ? tableOffset : 0);
            out.putInt(blocked ? section.blocks.size() : 0);
            offset += section.length();
            tableOffset += blocked ? section.blocks.size() * BLOCK_ENTRY_SIZE : 0;
        }
        for (Section section : sections) {
            if (section.storage == STORAGE_BLOCKED) {
                for (Block block : section.blocks) {
                    out.putInt(block.stored.length).putInt(block.size).putInt(block.checksum);
                }
            }
        }
        HeapRegion head = HeapRegion.of(out.toByteArray());
        out.setInt(20, XxHash32.of(head, HEADER_SIZE, headSize - HEADER_SIZE));
        out.setInt(24, XxHash32.of(HeapRegion.of(out.toByteArray()), 0, 24));
    }

    private static int align(int offset) {
        return Math.addExact(offset, ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static int checksum(byte[] content) {
        return XxHash32.of(HeapRegion.of(content), 0, content.length);
    }
}
