package io.github.docentsearch.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The published sums of xxHash's own documentation and test suite, seed 0. */
class XxHash32Test {
    @Test
    void agreesWithPublishedSums() {
        assertEquals(0x02CC5D05, sum(""));
        assertEquals(0x550D7456, sum("a"));
        assertEquals(0x32D153FF, sum("abc"));
        assertEquals(0xE2293B2F, sum("Nobody inspects the spammish repetition"));
    }

    private static int sum(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return XxHash32.of(HeapRegion.of(bytes), 0, bytes.length);
    }
}
