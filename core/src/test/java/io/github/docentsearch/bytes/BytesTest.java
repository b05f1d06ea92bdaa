package io.github.docentsearch.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void whatTheSinkWritesTheCursorReads() {
        ByteSink sink = new ByteSink(0);
        sink.putByte(200)
                .putU16(40_000)
                .putInt(-2)
                .putFloat(1.5f)
                .putVarint(300)
                .putString("Größe 𝄞")
                .align(8);
        ByteCursor cursor = new ByteCursor(HeapRegion.of(sink.toByteArray()), 0);

        assertEquals(200, cursor.nextU8());
        assertEquals(40_000, cursor.nextU16());
        assertEquals(-2, cursor.nextInt());
        assertEquals(1.5f, cursor.nextFloat());
        assertEquals(300, cursor.nextVarint());
        assertEquals("Größe 𝄞", cursor.nextString());
        cursor.align(8);
        assertEquals(0, cursor.remaining());
    }

    @Test
    void integersAreLittleEndian() {
        assertArrayEquals(
                new byte[] {4, 3, 2, 1}, new ByteSink().putInt(0x01020304).toByteArray());
        assertEquals(0x01020304, HeapRegion.of(new byte[] {0, 4, 3, 2, 1}).getInt(1));
    }

    @Test
    void readsBeyondTheEndNameTheOffset() {
        HeapRegion region = HeapRegion.of(new byte[6]).slice(1, 4);
        assertEquals(
                1,
                assertThrows(MalformedIndexException.class, () -> region.getInt(1))
                        .offset());
        assertThrows(MalformedIndexException.class, () -> region.getU8(-1));
        assertThrows(MalformedIndexException.class, () -> region.getU16(Integer.MAX_VALUE));
        assertThrows(MalformedIndexException.class, () -> region.slice(2, Integer.MAX_VALUE));
    }

    @Test
    void aCountOverItsLimitIsRefused() {
        HeapRegion region = HeapRegion.of(new ByteSink().putVarint(1000).toByteArray());
        assertThrows(MalformedIndexException.class, () -> new ByteCursor(region, 0).nextCount(999));
        assertEquals(1000, new ByteCursor(region, 0).nextCount(1000));
    }

    @Test
    void anEndlessVarintIsRefused() {
        HeapRegion region = HeapRegion.of(new byte[] {-1, -1, -1, -1, -1, -1});
        assertThrows(MalformedIndexException.class, () -> new ByteCursor(region, 0).nextVarint());
    }

    @Test
    void utf8AgreesWithTheJdk() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(20);
            for (int i = 0; i < length; i++) {
                int code = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x250);
                if (code < 0xD800 || code > 0xDFFF) {
                    text.appendCodePoint(code);
                }
            }
            byte[] expected = text.toString().getBytes(StandardCharsets.UTF_8);
            assertArrayEquals(expected, Utf8.encode(text.toString()), "seed " + seed);
            assertEquals(text.toString(), Utf8.decode(HeapRegion.of(expected), 0, expected.length), "seed " + seed);
        }
    }

    @Test
    void malformedUtf8BecomesTheReplacementCharacter() {
        assertEquals("a\uFFFDb", Utf8.decode(HeapRegion.of(new byte[] {'a', (byte) 0xC3, 'b'}), 0, 3));
        assertEquals("\uFFFD", Utf8.decode(HeapRegion.of(new byte[] {(byte) 0xF0, (byte) 0x9D}), 0, 2));
        assertArrayEquals(new byte[] {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD}, Utf8.encode("\uD834"));
    }
}
