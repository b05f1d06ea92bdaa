package io.github.docentsearch.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.model.PlainMatrixKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of {@code src/main/wat/matrix.wat} in real WebAssembly against their plain twins, bit by bit. */
class MatrixKernelsTest {
    private static final long SEED = 20_261_123;

    private final Random random = new Random(SEED);
    private final PlainMatrixKernels twin = new PlainMatrixKernels();
    private final HeapRegion memory = HeapRegion.allocate(1 << 20);
    private int used;

    @TempDir
    private Path folder;

    private HeapRegion floats(int count, float scale) {
        HeapRegion region = allocate(count * 4);
        for (int i = 0; i < count; i++) {
            region.putFloat(i * 4, (float) random.nextGaussian() * scale);
        }
        return region;
    }

    private HeapRegion allocate(int size) {
        HeapRegion region = memory.slice(used, size);
        used += (size + 15) / 16 * 16;
        return region;
    }

    private static String at(HeapRegion region) {
        return "@" + region.arrayOffset();
    }

    /** Call before the twin runs: kernels overwrite their memory. */
    private Path snapshot() throws IOException {
        return Files.write(folder.resolve("memory"), memory.toArray(0, used));
    }

    private static void assertSame(Path file, String kernel, HeapRegion output, Object... arguments) {
        StringBuilder expected = new StringBuilder();
        for (int at = 0; at < output.size(); at += 4) {
            expected.append(output.getInt(at)).append('\n');
        }
        List<Object> all = new ArrayList<>(List.of(file, kernel, output.arrayOffset(), output.size() / 4));
        all.addAll(List.of(arguments));
        assertEquals(expected.toString(), Node.run("matrix.mjs", all.toArray()), kernel + ", seed " + SEED);
    }

    @ParameterizedTest
    @CsvSource({"384, 384, 12", "64, 1536, 7", "96, 32, 1", "32, 384, 4", "2, 32, 3"})
    void linearLayersAreEqual(int rows, int columns, int tokens) throws IOException {
        HeapRegion weights = allocate(rows * columns);
        for (int i = 0; i < rows * columns; i++) {
            weights.putByte(i, random.nextInt(-128, 128));
        }
        HeapRegion activations = allocate(tokens * columns * 2);
        for (int i = 0; i < tokens * columns; i += 2) {
            activations.putInt(i * 2, random.nextInt(-4095, 4096) & 0xFFFF | random.nextInt(-4095, 4096) << 16);
        }
        HeapRegion rowScales = floats(rows, 0.01f);
        HeapRegion biases = floats(rows, 1);
        HeapRegion tokenScales = floats(tokens, 0.1f);
        HeapRegion output = allocate(tokens * rows * 4);
        Path file = snapshot();
        twin.linear(weights, rowScales, biases, activations, tokenScales, output, rows, columns, tokens);
        assertSame(
                file,
                "linear",
                output,
                at(weights),
                at(rowScales),
                at(biases),
                at(activations),
                at(tokenScales),
                at(output),
                rows,
                columns,
                tokens);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void quantisedActivationsAndTheirScalesAreEqual(int tokens) throws IOException {
        int columns = 384;
        HeapRegion values = floats(tokens * columns, 3);
        for (int c = 0; c < columns && tokens > 1; c++) {
            values.putFloat(c * 4, 0);
        }
        HeapRegion output = allocate(tokens * columns * 2 + 32);
        HeapRegion scales = output.slice(tokens * columns * 2, 32);
        Path file = snapshot();
        twin.quantise(values, output, scales, columns, tokens);
        assertSame(file, "quantise", output, at(values), at(output), at(scales), columns, tokens);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.1f, 1, 10, 1e12f})
    void activationFunctionsAreEqual(float scale) throws IOException {
        HeapRegion values = floats(1024, scale);
        Path file = snapshot();
        twin.gelu(values, 1024);
        assertSame(file, "gelu", values, at(values), 1024);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void layerNormsAreEqual(int tokens) throws IOException {
        int columns = 384;
        HeapRegion values = floats(tokens * columns, 2);
        HeapRegion residual = floats(tokens * columns, 1);
        HeapRegion weights = floats(columns, 1);
        HeapRegion biases = floats(columns, 1);
        Path file = snapshot();
        twin.addAndNormalise(values, residual, weights, biases, 1e-12f, columns, tokens);
        assertSame(
                file,
                "addAndNormalise",
                values,
                at(values),
                at(residual),
                at(weights),
                at(biases),
                "#1e-12",
                columns,
                tokens);
    }

    @ParameterizedTest
    @CsvSource({"32, 384, 12", "32, 64, 1", "4, 32, 9"})
    void attentionIsEqual(int headSize, int columns, int tokens) throws IOException {
        HeapRegion queries = floats(tokens * columns, 4);
        HeapRegion keys = floats(tokens * columns, 4);
        HeapRegion values = floats(tokens * columns, 1);
        HeapRegion scores = allocate(tokens * 4);
        HeapRegion output = allocate(tokens * columns * 4);
        Path file = snapshot();
        twin.attend(queries, keys, values, scores, output, headSize, columns, tokens);
        assertSame(
                file,
                "attend",
                output,
                at(queries),
                at(keys),
                at(values),
                at(scores),
                at(output),
                headSize,
                columns,
                tokens);
    }
}
