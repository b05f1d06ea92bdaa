package io.github.docentsearch.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.vector.PlainVectorKernels;
import io.github.docentsearch.vector.VectorEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels of {@code src/main/wat} in real WebAssembly against their plain twins. */
class KernelsTest {
    private static final long SEED = 20_261_122;
    private static final int COUNT = 41;

    @ParameterizedTest
    @CsvSource({"1, 384", "1, 32", "2, 384", "2, 64", "3, 384", "3, 96", "3, 160", "4, 384", "4, 160"})
    void scoresEqualThoseOfPlainJavaToTheBit(int encoding, int lanes, @TempDir Path folder) throws IOException {
        Random random = new Random(SEED);
        // Magnitudes are not negative.
        byte[] query = query(random, encoding == VectorEncoding.INT5 ? 0 : -127, lanes);
        ByteSink nodes = new ByteSink();
        ByteSink records = new ByteSink();
        for (int i = 0; i < COUNT; i++) {
            nodes.putInt(random.nextInt(COUNT));
            for (int b = 0; b < VectorEncoding.scaleOffset(encoding, lanes); b++) {
                records.putByte(random.nextInt(-127, 128));
            }
            records.putFloat(random.nextFloat());
        }
        HeapRegion scores = HeapRegion.allocate(4 * COUNT);
        HeapRegion recordRegion = HeapRegion.of(records.toByteArray());
        StringBuilder expected = new StringBuilder();
        PlainVectorKernels twin = new PlainVectorKernels();
        twin.scoreNodes(
                encoding, recordRegion, lanes, HeapRegion.of(query), HeapRegion.of(nodes.toByteArray()), COUNT, scores);
        print(scores, expected);
        twin.scoreRun(encoding, recordRegion, lanes, HeapRegion.of(query), 0, COUNT, scores);
        print(scores, expected);

        Path file = folder.resolve("input");
        Files.write(
                file,
                new ByteSink()
                        .putBytes(query)
                        .putBytes(nodes.toByteArray())
                        .putBytes(records.toByteArray())
                        .toByteArray());
        assertEquals(expected.toString(), Node.run("score.mjs", file, encoding, lanes, COUNT, 0), "seed " + SEED);
        assertEquals(
                expected.toString(), Node.run("score.mjs", file, encoding, lanes, COUNT, 1), "relaxed, seed " + SEED);
    }

    private static byte[] query(Random random, int lowestLevel, int lanes) {
        ByteSink query = new ByteSink();
        for (int i = 0; i < VectorEncoding.LEVELS; i++) {
            query.putByte(random.nextInt(lowestLevel, 128));
        }
        ByteSink wide = new ByteSink();
        for (int i = 0; i < lanes; i++) {
            int value = random.nextInt(-127, 128);
            query.putByte(value);
            wide.putByte(value).putByte(value >> 8);
        }
        return query.putBytes(wide.toByteArray()).toByteArray();
    }

    private static void print(HeapRegion scores, StringBuilder out) {
        for (int i = 0; i < COUNT; i++) {
            out.append(scores.getInt(4 * i)).append('\n');
        }
    }
}
