package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.wasm.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public API says of a published search that is not whole. */
class DamagedSearchTest {
    private static final int VERSION_OFFSET = 4;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"wasm-simd", "js"})
    void everyDamageHasItsCode(String engine) throws IOException {
        byte[] index = Files.readAllBytes(PublishedSite.search().resolve("search-index.bin"));
        byte[] newer = index.clone();
        newer[VERSION_OFFSET]++;
        byte[] older = index.clone();
        older[VERSION_OFFSET]--;
        byte[] damagedHead = index.clone();
        damagedHead[40] ^= 1;
        byte[] truncated = Arrays.copyOf(index, index.length / 2);

        String printed = Node.run(
                "errors.mjs",
                engine,
                copy("whole", index),
                copy("newer", newer),
                copy("older", older),
                copy("damaged", damagedHead),
                copy("truncated", truncated),
                copy("empty", new byte[0]),
                copy("missing", null));

        assertEquals(
                "none\nindex-too-new\nindex-corrupt\nindex-corrupt\nindex-corrupt\nindex-corrupt\nindex-missing\n",
                printed);
    }

    /** A copy of the published search with another index; the folder's URL. */
    private String copy(String name, byte[] index) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        for (String file : new String[] {"docent.js", "docent.wasm", "docent-engine.js"}) {
            Files.copy(PublishedSite.search().resolve(file), folder.resolve(file));
        }
        if (index != null) {
            Files.write(folder.resolve("search-index.bin"), index);
        }
        return folder.toUri().toString();
    }
}
