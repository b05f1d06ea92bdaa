package io.github.docentsearch.indexer.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {
    @TempDir
    Path directory;

    @Test
    void whatWasPutIsThereInTheNextBuild() throws IOException {
        VectorCache first = open();
        first.put("one", new float[] {1, 2});
        first.close();
        assertArrayEquals(new float[] {1, 2}, open().get("one"));
        assertNull(open().get("two"));
    }

    @Test
    void aKilledBuildKeepsWhatItFlushed() throws IOException {
        VectorCache killed = open();
        killed.put("one", new float[] {1, 2});
        killed.flush();
        killed.put("two", new float[] {3, 4});
        VectorCache next = open();
        assertArrayEquals(new float[] {1, 2}, next.get("one"));
        assertNull(next.get("two"));
    }

    @Test
    void aDamagedSegmentIsDroppedAndNothingElse() throws IOException {
        VectorCache cache = open();
        cache.put("one", new float[] {1, 2});
        cache.flush();
        Path damaged = segments().get(0);
        cache.put("two", new float[] {3, 4});
        cache.close();
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[20] ^= 1;
        Files.write(damaged, bytes);

        VectorCache next = open();
        assertNull(next.get("one"));
        assertArrayEquals(new float[] {3, 4}, next.get("two"));
        assertEquals(1, segments().size());
    }

    @Test
    void manySegmentsAreMergedAndTheBuildsOwnVectorsStay() throws IOException {
        VectorCache cache = VectorCache.open(directory, "model", 2, 24 * 5);
        for (int i = 0; i < 20; i++) {
            cache.put("text " + i, new float[] {i, i});
            cache.flush();
        }
        cache.close();
        assertEquals(1, segments().size());
        VectorCache next = VectorCache.open(directory, "model", 2, 24 * 5);
        for (int i = 0; i < 20; i++) {
            assertArrayEquals(new float[] {i, i}, next.get("text " + i));
        }
    }

    @Test
    void aBuildFindsWhatWasThereWhileAnotherMergesTheSegments() throws Exception {
        VectorCache first = open();
        first.put("kept", new float[] {1, 2});
        first.close();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> merging = CompletableFuture.runAsync(() -> {
            try {
                for (int round = 0; !done.get(); round++) {
                    VectorCache cache = open();
                    for (int i = 0; i < 13; i++) {
                        cache.put("round " + round + ", " + i, new float[] {round, i});
                        cache.flush();
                    }
                    cache.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            for (int i = 0; i < 300; i++) {
                assertArrayEquals(new float[] {1, 2}, open().get("kept"), "build " + i);
            }
        } finally {
            done.set(true);
        }
        merging.get();
    }

    @Test
    void whatAKilledBuildDidNotFinishIsRemovedAfterAWhileAndNoOthersWork() throws IOException {
        open().close();
        Path abandoned = Files.writeString(directory.resolve("model/a.vectors.tmp"), "half");
        Path atWork = Files.writeString(directory.resolve("model/b.vectors.tmp"), "half");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        open();
        assertEquals(List.of(atWork), segments());
    }

    @Test
    void withoutADirectoryNothingIsKept() throws IOException {
        VectorCache cache = VectorCache.open(null, "model", 2, 1000);
        cache.put("one", new float[] {1, 2});
        assertArrayEquals(new float[] {1, 2}, cache.get("one"));
        cache.close();
        assertEquals(List.of(), segments());
    }

    private VectorCache open() throws IOException {
        return VectorCache.open(directory, "model", 2, 1_000_000);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
