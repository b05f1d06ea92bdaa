package io.github.docentsearch.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import org.junit.jupiter.api.Test;

class PageVersionsTest {
    @Test
    void whatIsWrittenIsRead() {
        PageVersions versions = read(new PageVersions(new int[] {2, 1, 3, -1}).write());

        assertEquals(2, versions.newer(0));
        assertTrue(versions.isOld(1));
        assertEquals(-1, versions.newer(1));
        assertEquals(3, versions.newer(2));
        assertFalse(versions.isOld(3));
    }

    @Test
    void aPageBeyondTheLastIsRefused() {
        assertThrows(MalformedIndexException.class, () -> read(new byte[] {5, 0, 0, 0}));
    }

    @Test
    void pagesThatAreEachNewerThanTheOtherAreRefused() {
        assertThrows(MalformedIndexException.class, () -> read(new byte[] {2, 1, 0, 0}));
    }

    private static PageVersions read(byte[] bytes) {
        return PageVersions.read(HeapRegion.of(bytes), 4);
    }
}
