package io.github.docentsearch.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SiteSectionsTest {
    private static final List<PageRecord> PAGES = List.of(
            new PageRecord("a.html", "A", List.of("Guide"), List.of("kind", "guide")),
            new PageRecord("b/%C3%A4.html", "Ä & Co", List.of(), List.of()));

    @Test
    void chunksComeBackWithTheirPages() {
        List<ChunkRecord> chunks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            chunks.add(new ChunkRecord(
                    i < 60 ? 0 : 1, "s" + i, List.of("Heading " + i), "Text ".repeat(300) + i, new int[] {5, 9, 20, 30
                    }));
        }
        ChunkBlocks.Written written = ChunkBlocks.write(PAGES, chunks);
        ChunkIndex index =
                ChunkIndex.read(HeapRegion.of(new ChunkIndex(100, new int[] {0, 60}, written.blockStarts()).write()));
        ChunkBlocks blocks = new ChunkBlocks(source(written.blocks()), index);

        for (int i : new int[] {0, 21, 59, 60, 99}) {
            ChunkBlocks.ShownChunk shown = blocks.get(i);
            assertEquals(PAGES.get(i < 60 ? 0 : 1), shown.page());
            assertEquals("s" + i, shown.chunk().anchor());
            assertEquals(List.of("Heading " + i), shown.chunk().headings());
            assertEquals(chunks.get(i).text(), shown.chunk().text());
            assertArrayEquals(new int[] {5, 9, 20, 30}, shown.chunk().codeRanges());
            assertEquals(i < 60 ? 0 : 1, index.pageOf(i));
        }
    }

    @Test
    void damagedBlocksEndInMalformedIndexExceptionOrText() {
        List<ChunkRecord> chunks = List.of(new ChunkRecord(0, "x", List.of("H"), "Some text", new int[] {1, 3}));
        byte[] sound = ChunkBlocks.write(PAGES, chunks).blocks().get(0);
        ChunkIndex index = new ChunkIndex(1, new int[] {0}, new int[] {0});
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = sound.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                new ChunkBlocks(source(List.of(damaged)), index).get(0);
            } catch (MalformedIndexException expected) {
                // The only exception that damage may cause.
            }
        }
    }

    @Test
    void anEmptyPageIsRefused() {
        byte[] bytes = new ChunkIndex(3, new int[] {0, 2, 2}, new int[] {0}).write();
        assertThrows(MalformedIndexException.class, () -> ChunkIndex.read(HeapRegion.of(bytes)));
    }

    @Test
    void metaComesBack() {
        SiteMeta meta = new SiteMeta(12, 3, 384, 64, 0.25f, 0.125f, "all-MiniLM-L6-v2", "abc", "en");
        assertEquals(meta, SiteMeta.read(HeapRegion.of(meta.write())));
    }

    @Test
    void filtersNameTheirPages() {
        PageFilters filters = new PageFilters(
                List.of("kind"), List.of(List.of("api", "guide")), List.of(List.of(new int[] {1, 4}, new int[] {0})));
        PageFilters read = PageFilters.read(HeapRegion.of(filters.write()), 5);
        assertArrayEquals(new int[] {1, 4}, read.pagesWith("kind", "api"));
        assertArrayEquals(new int[0], read.pagesWith("kind", "none"));
        assertThrows(MalformedIndexException.class, () -> PageFilters.read(HeapRegion.of(filters.write()), 4));
    }

    @Test
    void aPageMayCarryMoreValuesThanThereArePages() {
        List<String> names = new ArrayList<>();
        List<List<String>> values = new ArrayList<>();
        List<List<int[]>> pages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            names.add("name " + i);
            values.add(List.of("a", "b", "c"));
            pages.add(List.of(new int[] {0}, new int[] {0}, new int[] {0}));
        }
        byte[] bytes = new PageFilters(names, values, pages).write();
        PageFilters read = PageFilters.read(HeapRegion.of(bytes), 1);
        assertEquals(names, read.names());
        assertEquals(values, read.values());
        assertArrayEquals(new int[] {0}, read.pagesWith("name 299", "c"));
        for (int at : new int[] {0, 9}) { // how many names, how many values of the first
            byte[] damaged = bytes.clone();
            for (int i = 0; i < 4; i++) {
                damaged[at + i] = (byte) 0xFF;
            }
            damaged[at + 4] = 7;
            assertThrows(MalformedIndexException.class, () -> PageFilters.read(HeapRegion.of(damaged), 1));
        }
    }

    private static BlockSource source(List<byte[]> blocks) {
        return new BlockSource() {
            @Override
            public int count() {
                return blocks.size();
            }

            @Override
            public ByteRegion block(int ordinal) {
                return HeapRegion.of(blocks.get(ordinal));
            }
        };
    }
}
