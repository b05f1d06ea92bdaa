package io.github.docentsearch.format;

import static io.github.docentsearch.format.IndexFormat.ALIGNMENT;
import static io.github.docentsearch.format.IndexFormat.BLOCK_ENTRY_SIZE;
import static io.github.docentsearch.format.IndexFormat.ENTRY_SIZE;
import static io.github.docentsearch.format.IndexFormat.HEADER_SIZE;
import static io.github.docentsearch.format.IndexFormat.MAX_BLOCK_SIZE;
import static io.github.docentsearch.format.IndexFormat.STORAGE_BLOCKED;
import static io.github.docentsearch.format.IndexFormat.STORAGE_RAW;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.XxHash32;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the format, of which only parts may be in memory.
 *
 * <p>It reads nothing by itself: what a search needs and does not find is noted as a {@link Request}, which the owner takes,
 * fetches, inflates and supplies. On the JVM the whole file is there and only inflating remains; in a browser the ranges come
 * by HTTP. Both run this code.
 */
public final class IndexFile {
    /** In a request's id, the block's number plus one stands below this bit, the section's place in the directory above. */
    private static final int BLOCK_BITS = 24;

    private final ByteRegion bytes;
    private final int fileSize;
    private final Section[] sections;
    private List<Request> requests = new ArrayList<>();

    private IndexFile(ByteRegion bytes, int fileSize, int sectionCount) {
        this.bytes = bytes;
        this.fileSize = fileSize;
        this.sections = new Section[sectionCount];
    }

    /**
     * How many bytes from the start {@link #open} needs.
     *
     * @param start at least the file's first {@link IndexFormat#HEADER_SIZE} bytes
     * @param kind the kind of file that is expected
     * @throws MalformedIndexException if this is no file of that kind
     * @throws UnsupportedVersionException if it is of another format version
     */
    public static int headSize(ByteRegion start, int kind) {
        if (start.size() < HEADER_SIZE || start.getInt(0) != IndexFormat.MAGIC) {
            throw new MalformedIndexException("This is not a Docent file", 0);
        }
        int version = start.getU16(4);
        if (version != IndexFormat.VERSION) {
            throw new UnsupportedVersionException(version);
        }
        if (XxHash32.of(start, 0, 24) != start.getInt(24)) {
            throw new MalformedIndexException("The header is damaged", 24);
        }
        if (start.getU16(6) != kind) {
            throw new MalformedIndexException("The file is of another kind than expected", 6);
        }
        int fileSize = start.getInt(8);
        int headSize = start.getInt(12);
        int sectionCount = start.getInt(16);
        if (sectionCount < 0 || sectionCount > IndexFormat.MAX_SECTIONS) {
            throw new MalformedIndexException("Too many sections", 16);
        }
        if (headSize < HEADER_SIZE + sectionCount * ENTRY_SIZE
                || headSize > IndexFormat.MAX_HEAD_SIZE
                || headSize > fileSize) {
            throw new MalformedIndexException("The head's size is out of range", 12);
        }
        return headSize;
    }

    /**
     * Opens a file of which at least the head is in memory. Parses nothing but the directory.
     *
     * @param bytes the file from its start: the head at least, at most the whole file; used in place from now on
     * @param kind the kind of file that is expected
     * @throws MalformedIndexException if the head is damaged or not all there
     * @throws UnsupportedVersionException if it is of another format version
     */
    public static IndexFile open(ByteRegion bytes, int kind) {
        int headSize = headSize(bytes, kind);
        int fileSize = bytes.getInt(8);
        if (bytes.size() < headSize || bytes.size() > fileSize) {
            throw new MalformedIndexException("The file is truncated or too long", bytes.size());
        }
        if (XxHash32.of(bytes, HEADER_SIZE, headSize - HEADER_SIZE) != bytes.getInt(20)) {
            throw new MalformedIndexException("The directory is damaged", HEADER_SIZE);
        }
        IndexFile file = new IndexFile(bytes, fileSize, bytes.getInt(16));
        int previousCode = -1;
        for (int i = 0; i < file.sections.length; i++) {
            int entry = HEADER_SIZE + i * ENTRY_SIZE;
            Section section = file.new Section(i, entry, headSize);
            if (section.code <= previousCode) {
                throw new MalformedIndexException("The directory is out of order", entry);
            }
            previousCode = section.code;
            file.sections[i] = section;
        }
        return file;
    }

    /** Bytes of the whole file. */
    public int fileSize() {
        return fileSize;
    }

    /** Whether the file has the section. */
    public boolean has(int code) {
        return find(code) != null;
    }

    /** Bytes that a section takes in the file; 0 if it has none. */
    public int storedSize(int code) {
        Section section = find(code);
        return section == null ? 0 : section.length;
    }

    /** How many bytes from the start hold the head and those of the sections {@code codes} that the file has. */
    public int endOf(int... codes) {
        int end = headSize(bytes, bytes.getU16(6));
        for (int code : codes) {
            Section section = find(code);
            end = section == null ? end : Math.max(end, section.offset + section.length);
        }
        return end;
    }

    /**
     * A raw section's bytes, or {@code null} if they must be fetched first.
     *
     * @throws MalformedIndexException if the file has no such section, or its checksum is wrong
     */
    public @Nullable ByteRegion raw(int code) {
        Section section = require(code, STORAGE_RAW);
        if (section.content == null) {
            if (section.offset + section.length <= bytes.size()) {
                section.content = section.verified(bytes.slice(section.offset, section.length));
            } else {
                request(new Request(section.index << BLOCK_BITS, section.offset, section.length, section.length));
            }
        }
        return section.content;
    }

    /**
     * A blocked section's blocks.
     *
     * @throws MalformedIndexException if the file has no such section
     */
    public BlockSource blocks(int code) {
        return require(code, STORAGE_BLOCKED);
    }

    /** Whether something was asked for and not found since the last {@link #takeRequests}. */
    public boolean hasRequests() {
        return !requests.isEmpty();
    }

    /** What was asked for and not found since the last call; empty if all was there. */
    public List<Request> takeRequests() {
        List<Request> taken = requests;
        requests = new ArrayList<>();
        return taken;
    }

    /**
     * The bytes of a requested range, inflated if they were deflated; used in place from now on.
     *
     * @throws MalformedIndexException if they are not what the file's head says
     */
    public void supply(int requestId, ByteRegion content) {
        int index = requestId >>> BLOCK_BITS;
        if (index >= sections.length) {
            throw new MalformedIndexException("Nobody asked for this range", 0);
        }
        sections[index].supply((requestId & (1 << BLOCK_BITS) - 1) - 1, content);
    }

    private void request(Request request) {
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).id() == request.id()) {
                return;
            }
        }
        requests.add(request);
    }

    private Section require(int code, int storage) {
        Section section = find(code);
        if (section == null || section.storage != storage) {
            throw new MalformedIndexException("Section " + code + " is missing", HEADER_SIZE);
        }
        return section;
    }

    private @Nullable Section find(int code) {
        for (Section section : sections) {
            if (section.code == code) {
                return section;
            }
        }
        return null;
    }

    /** One entry of the directory, and what of its content has arrived. */
    private final class Section implements BlockSource {
        final int index;
        final int code;
        final int storage;
        final int offset;
        final int length;
        private final int checksum;
        private final int tableOffset;
        private final int blockCount;

        @Nullable
        ByteRegion content;

        private final @Nullable ByteRegion[] blocks;
        private final int[] blockOffsets;

        Section(int index, int entry, int headSize) {
            this.index = index;
            code = bytes.getU16(entry);
            storage = bytes.getU16(entry + 2);
            offset = bytes.getInt(entry + 4);
            length = bytes.getInt(entry + 8);
            checksum = bytes.getInt(entry + 12);
            tableOffset = bytes.getInt(entry + 16);
            blockCount = bytes.getInt(entry + 20);
            if (storage != STORAGE_RAW && storage != STORAGE_BLOCKED) {
                throw new MalformedIndexException("Unknown storage", entry + 2);
            }
            if (offset < headSize || offset % ALIGNMENT != 0 || length < 0 || length > fileSize - offset) {
                throw new MalformedIndexException("A section lies outside the file", entry + 4);
            }
            if (blockCount < 0
                    || tableOffset < 0
                    || blockCount > IndexFormat.MAX_HEAD_SIZE / BLOCK_ENTRY_SIZE
                    || tableOffset > headSize - blockCount * BLOCK_ENTRY_SIZE) {
                throw new MalformedIndexException("A block table lies outside the head", entry + 16);
            }
            blocks = new ByteRegion[blockCount];
            blockOffsets = new int[blockCount];
            int at = offset;
            for (int i = 0; i < blockCount; i++) {
                int stored = bytes.getInt(tableOffset + i * BLOCK_ENTRY_SIZE);
                int size = size(i);
                if (stored <= 0 || stored > offset + length - at || size < stored || size > MAX_BLOCK_SIZE) {
                    throw new MalformedIndexException(
                            "A block's size is out of range", tableOffset + i * BLOCK_ENTRY_SIZE);
                }
                blockOffsets[i] = at;
                at += stored;
            }
            if (storage == STORAGE_BLOCKED && at != offset + length) {
                throw new MalformedIndexException("The blocks do not fill their section", tableOffset);
            }
        }

        @Override
        public int count() {
            return blockCount;
        }

        @Override
        public @Nullable ByteRegion block(int ordinal) {
            if (ordinal < 0 || ordinal >= blockCount) {
                throw new MalformedIndexException("There is no block " + ordinal + " in section " + code, offset);
            }
            ByteRegion block = blocks[ordinal];
            if (block == null) {
                int stored = bytes.getInt(tableOffset + ordinal * BLOCK_ENTRY_SIZE);
                int at = blockOffsets[ordinal];
                if (stored == size(ordinal) && at + stored <= bytes.size()) {
                    block = verified(ordinal, bytes.slice(at, stored));
                    blocks[ordinal] = block;
                } else {
                    request(new Request(index << BLOCK_BITS | ordinal + 1, at, stored, size(ordinal)));
                }
            }
            return block;
        }

        void supply(int ordinal, ByteRegion arrived) {
            if (ordinal >= blockCount || storage == STORAGE_BLOCKED == ordinal < 0) {
                throw new MalformedIndexException("Nobody asked for this range", offset);
            }
            if (ordinal < 0) {
                content = verified(arrived);
            } else {
                blocks[ordinal] = verified(ordinal, arrived);
            }
        }

        private int size(int ordinal) {
            return bytes.getInt(tableOffset + ordinal * BLOCK_ENTRY_SIZE + 4);
        }

        private ByteRegion verified(ByteRegion arrived) {
            if (arrived.size() != length || XxHash32.of(arrived, 0, length) != checksum) {
                throw new MalformedIndexException("Section " + code + " is damaged", offset);
            }
            return arrived;
        }

        private ByteRegion verified(int ordinal, ByteRegion arrived) {
            int expected = bytes.getInt(tableOffset + ordinal * BLOCK_ENTRY_SIZE + 8);
            if (arrived.size() != size(ordinal) || XxHash32.of(arrived, 0, arrived.size()) != expected) {
                throw new MalformedIndexException(
                        "Block " + ordinal + " of section " + code + " is damaged", blockOffsets[ordinal]);
            }
            return arrived;
        }
    }
}
