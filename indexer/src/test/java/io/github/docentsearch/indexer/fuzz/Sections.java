package io.github.docentsearch.indexer.fuzz;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.indexer.build.Deflate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of the format taken apart, so that its content can be changed and its checksums still be right. */
final class Sections {
    /** @param blocks inflated; a raw section has one */
    record Section(int code, boolean blocked, List<byte[]> blocks) {}

    private final int kind;
    private final List<Section> sections;

    Sections(int kind, List<Section> sections) {
        this.kind = kind;
        this.sections = sections;
    }

    static Section raw(int code, byte[] content) {
        return new Section(code, false, List.of(content));
    }

    static Section blocked(int code, List<byte[]> blocks) {
        return new Section(code, true, blocks);
    }

    /** Takes a sound file apart. */
    static Sections of(byte[] file) {
        ByteRegion bytes = HeapRegion.of(file);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < bytes.getInt(16); i++) {
            int entry = IndexFormat.HEADER_SIZE + i * IndexFormat.ENTRY_SIZE;
            int code = bytes.getU16(entry);
            int offset = bytes.getInt(entry + 4);
            if (bytes.getU16(entry + 2) == IndexFormat.STORAGE_RAW) {
                sections.add(raw(code, Arrays.copyOfRange(file, offset, offset + bytes.getInt(entry + 8))));
                continue;
            }
            List<byte[]> blocks = new ArrayList<>();
            for (int b = 0; b < bytes.getInt(entry + 20); b++) {
                int at = bytes.getInt(entry + 16) + b * IndexFormat.BLOCK_ENTRY_SIZE;
                byte[] stored = Arrays.copyOfRange(file, offset, offset + bytes.getInt(at));
                int size = bytes.getInt(at + 4);
                blocks.add(stored.length == size ? stored : Deflate.inflate(stored, size));
                offset += stored.length;
            }
            sections.add(blocked(code, blocks));
        }
        return new Sections(bytes.getU16(6), sections);
    }

    /** A copy whose lists can be changed; their arrays are shared, and must be replaced, not written to. */
    Sections copy() {
        List<Section> copies = new ArrayList<>();
        for (Section section : sections) {
            copies.add(new Section(section.code, section.blocked, new ArrayList<>(section.blocks)));
        }
        return new Sections(kind, copies);
    }

    List<Section> list() {
        return sections;
    }

    /** Bytes of all sections, inflated. */
    long size() {
        return sections.stream()
                .flatMap(section -> section.blocks.stream())
                .mapToLong(block -> block.length)
                .sum();
    }

    /** The file with sound checksums, its blocks not deflated, so that nothing needs to be supplied. */
    byte[] toFile() {
        return toFile(block -> block);
    }

    /** The file as the indexer writes it. */
    byte[] toDeflatedFile() {
        return toFile(Deflate::compress);
    }

    private byte[] toFile(IndexFileWriter.Compressor compressor) {
        IndexFileWriter writer = new IndexFileWriter(kind, compressor);
        for (Section section : sections) {
            if (section.blocked) {
                writer.addBlocked(section.code, section.blocks);
            } else {
                writer.addRaw(section.code, section.blocks.get(0));
            }
        }
        return writer.toByteArray();
    }
}
