package io.github.docentsearch.wasm.shrink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.wabt.Wat2Wasm;
import io.github.docentsearch.wasm.Node;
import java.io.ByteArrayOutputStream;
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

    /** A test of a structure's type would hold for the other type too. */
    @Test
    void typesThatWouldBecomeOneAreRefused() {
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        StructureModule.section(module, 1, 3, 0x5F, 2, 0x7F, 1, 0x7F, 1, 0x5F, 2, 0x7F, 1, 0x7E, 1, 0x60, 0, 1, 0x7F);
        StructureModule.section(module, 3, 1, 2);
        StructureModule.section(module, 7, 1, 1, 'f', 0, 0);
        // Is a structure of the first type one of the second? To that is added the first field of one of each.
        int[] body = {
            0x41, 1, 0x41, 2, 0xFB, 0, 0, 0xFB, 0x14, 1, 0x41, 3, 0x42, 4, 0xFB, 0, 1, 0xFB, 2, 1, 0, 0x6A, 0x41, 5,
            0x41, 6, 0xFB, 0, 0, 0xFB, 2, 0, 0, 0x6A, 0x0B
        };
        int[] code = new int[body.length + 3];
        code[0] = 1;
        code[1] = body.length + 1;
        System.arraycopy(body, 0, code, 3, body.length);
        StructureModule.section(module, 10, code);

        Exception refusal = assertThrows(IllegalStateException.class, () -> ShrinkEngine.shrink(module.toByteArray()));
        assertTrue(refusal.getMessage().contains("same as another"), refusal.getMessage());
    }
}
