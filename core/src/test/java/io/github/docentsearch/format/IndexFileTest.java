package io.github.docentsearch.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class IndexFileTest {
    private static final byte[] VECTORS = random(1000, 1);
    private static final byte[] INCOMPRESSIBLE = random(300, 2);
    private static final byte[] TEXT = new byte[5000];

    private static final byte[] FILE = new IndexFileWriter(IndexFormat.KIND_INDEX, IndexFileTest::deflate)
            .addRaw(IndexFormat.SECTION_VECTORS, VECTORS)
            .addBlocked(IndexFormat.SECTION_CHUNK_BLOCKS, List.of(TEXT, INCOMPRESSIBLE))
            .toByteArray();

    @Test
    void aWholeFileInMemoryNeedsOnlyInflating() throws DataFormatException {
        IndexFile file = open(FILE);
        assertArrayEquals(VECTORS, bytes(file.raw(IndexFormat.SECTION_VECTORS)));
        BlockSource blocks = file.blocks(IndexFormat.SECTION_CHUNK_BLOCKS);
        assertEquals(2, blocks.count());
        assertArrayEquals(INCOMPRESSIBLE, bytes(blocks.block(1)));
        assertTrue(file.takeRequests().isEmpty());

        assertNull(blocks.block(0));
        Request request = file.takeRequests().get(0);
        assertTrue(request.deflated());
        file.supply(request.id(), HeapRegion.of(inflate(request)));
        assertArrayEquals(TEXT, bytes(blocks.block(0)));
    }

    @Test
    void withTheHeadAloneEveryPartIsAskedForOnce() {
        int headSize = IndexFile.headSize(HeapRegion.of(FILE), IndexFormat.KIND_INDEX);
        IndexFile file = open(Arrays.copyOf(FILE, headSize));
        assertNull(file.raw(IndexFormat.SECTION_VECTORS));
        assertNull(file.raw(IndexFormat.SECTION_VECTORS));
        List<Request> requests = file.takeRequests();
        assertEquals(1, requests.size());
        Request request = requests.get(0);
        assertFalse(request.deflated());
        file.supply(
                request.id(),
                HeapRegion.of(Arrays.copyOfRange(FILE, request.offset(), request.offset() + request.storedSize())));
        assertNotNull(file.raw(IndexFormat.SECTION_VECTORS));
        assertTrue(file.takeRequests().isEmpty());
    }

    @Test
    void everyFlippedBitIsNoticedOrChangesNothing() throws DataFormatException {
        int noticed = 0;
        for (int bit = 0; bit < FILE.length * 8; bit++) {
            byte[] damaged = FILE.clone();
            damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
            try {
                assertTrue(readsTheOriginal(damaged), "bit " + (bit & 7) + " of byte " + (bit >> 3));
            } catch (MalformedIndexException | UnsupportedVersionException | DataFormatException expected) {
                noticed++;
            }
        }
        assertTrue(noticed > FILE.length * 7, "noticed " + noticed);
    }

    @Test
    void everyTruncationIsNoticed() {
        for (int length = 0; length < FILE.length; length++) {
            byte[] cut = Arrays.copyOf(FILE, length);
            assertThrows(MalformedIndexException.class, () -> readsTheOriginal(cut));
        }
    }

    @Test
    void anotherVersionIsToldApartFromDamage() {
        byte[] newer = FILE.clone();
        newer[4] = 2;
        assertTrue(assertThrows(UnsupportedVersionException.class, () -> open(newer))
                .tooNew());
        byte[] older = FILE.clone();
        older[4] = 0;
        assertFalse(assertThrows(UnsupportedVersionException.class, () -> open(older))
                .tooNew());
    }

    @Test
    void anotherKindIsRefused() {
        assertThrows(MalformedIndexException.class, () -> IndexFile.open(HeapRegion.of(FILE), IndexFormat.KIND_MODEL));
    }

    private static boolean readsTheOriginal(byte[] content) throws DataFormatException {
        IndexFile file = open(content);
        file.raw(IndexFormat.SECTION_VECTORS);
        BlockSource blocks = file.blocks(IndexFormat.SECTION_CHUNK_BLOCKS);
        for (int i = 0; i < blocks.count(); i++) {
            blocks.block(i);
        }
        for (Request request : file.takeRequests()) {
            int end = request.offset() + request.storedSize();
            if (end > content.length) {
                throw new MalformedIndexException("truncated", content.length);
            }
            byte[] stored = Arrays.copyOfRange(content, request.offset(), end);
            file.supply(request.id(), HeapRegion.of(request.deflated() ? inflate(stored, request.size()) : stored));
        }
        return blocks.count() == 2
                && Arrays.equals(VECTORS, bytes(file.raw(IndexFormat.SECTION_VECTORS)))
                && Arrays.equals(TEXT, bytes(blocks.block(0)))
                && Arrays.equals(INCOMPRESSIBLE, bytes(blocks.block(1)));
    }

    private static IndexFile open(byte[] content) {
        return IndexFile.open(HeapRegion.of(content), IndexFormat.KIND_INDEX);
    }

    private static byte[] bytes(ByteRegion region) {
        return region.toArray(0, region.size());
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] inflate(Request request) throws DataFormatException {
        return inflate(
                Arrays.copyOfRange(FILE, request.offset(), request.offset() + request.storedSize()), request.size());
    }

    private static byte[] inflate(byte[] stored, int size) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(stored);
        byte[] target = new byte[size];
        int length = inflater.inflate(target);
        inflater.end();
        return Arrays.copyOf(target, length);
    }

    private static byte[] deflate(byte[] block) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(block);
        deflater.finish();
        byte[] target = new byte[block.length + 64];
        int length = deflater.deflate(target);
        deflater.end();
        return Arrays.copyOf(target, length);
    }
}
