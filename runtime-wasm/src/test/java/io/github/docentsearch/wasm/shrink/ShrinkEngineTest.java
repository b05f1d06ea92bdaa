package io.github.docentsearch.wasm.shrink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.wabt.Wat2Wasm;
import io.github.docentsearch.wasm.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkEngineTest {
    private static final long SEED = 20_261_123;
    private static final int MODULES = 300;

    @Test
    void aShrunkModuleGivesTheSameResults(@TempDir Path folder) throws IOException {
        assertShrinking(0.9, random -> Wat2Wasm.parse(RandomModule.text(random)), folder);
    }

    @Test
    void structuresThatAreFilledAtOnceHoldTheSame(@TempDir Path folder) throws IOException {
        assertShrinking(0.95, StructureModule::bytes, folder);
    }

    /** Shrinks modules: each must give what it gave before, and all together in fewer bytes. */
    private static void assertShrinking(double most, Function<Random, byte[]> modules, Path folder) throws IOException {
        List<Object> files = new ArrayList<>();
        long before = 0;
        long after = 0;
        for (int i = 0; i < MODULES; i++) {
            byte[] module = modules.apply(new Random(SEED + i));
            byte[] shrunk = ShrinkEngine.shrink(module);
            before += module.length;
            after += shrunk.length;
            files.add(Files.write(folder.resolve(i + ".wasm"), module));
            files.add(Files.write(folder.resolve(i + "-shrunk.wasm"), shrunk));
        }
        String[] results = Node.run("run-module.mjs", files.toArray()).split("\n");

        assertEquals(2 * MODULES, results.length);
        for (int i = 0; i < MODULES; i++) {
            assertEquals(results[2 * i], results[2 * i + 1], "seed " + (SEED + i));
        }
        assertTrue(after < most * before, before + " bytes became " + after);
    }

    @Test
    void aSecondShrinkingFindsNothingMoreToDo() {
        byte[] once = ShrinkEngine.shrink(Wat2Wasm.parse(RandomModule.text(new Random(SEED))));
        byte[] twice = ShrinkEngine.shrink(once);

        assertArrayEquals(once, twice);
    }
}
