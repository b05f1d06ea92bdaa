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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkEngineTest {
    private static final long SEED = 20_261_123;
    private static final int MODULES = 300;

    @Test
    void aShrunkModuleGivesTheSameResults(@TempDir Path folder) throws IOException {
        List<Object> files = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        long before = 0;
        long after = 0;
        for (int i = 0; i < MODULES; i++) {
            texts.add(RandomModule.text(new Random(SEED + i)));
            byte[] module = Wat2Wasm.parse(texts.get(i));
            byte[] shrunk = ShrinkEngine.shrink(module);
            before += module.length;
            after += shrunk.length;
            files.add(Files.write(folder.resolve(i + ".wasm"), module));
            files.add(Files.write(folder.resolve(i + "-shrunk.wasm"), shrunk));
        }
        String[] results = Node.run("run-module.mjs", files.toArray()).split("\n");

        assertEquals(2 * MODULES, results.length);
        for (int i = 0; i < MODULES; i++) {
            assertEquals(results[2 * i], results[2 * i + 1], "seed " + (SEED + i) + "\n" + texts.get(i));
        }
        assertTrue(after < 0.9 * before, before + " bytes became " + after);
    }

    @Test
    void structuresThatAreFilledAtOnceHoldTheSame(@TempDir Path folder) throws IOException {
        List<Object> files = new ArrayList<>();
        long before = 0;
        long after = 0;
        for (int i = 0; i < MODULES; i++) {
            byte[] module = StructureModule.bytes(new Random(SEED + i));
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
        assertTrue(after < 0.95 * before, before + " bytes became " + after);
    }

    @Test
    void aSecondShrinkingFindsNothingMoreToDo() {
        byte[] once = ShrinkEngine.shrink(Wat2Wasm.parse(RandomModule.text(new Random(SEED))));
        byte[] twice = ShrinkEngine.shrink(once);

        assertArrayEquals(once, twice);
    }
}
