package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model by its Maven coordinates. */
class ModelArtifactIT {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Batteries</title></head>
            <body><main><h1>Batteries</h1><p>Charge the battery before the first use.</p></main></body>
            </html>
            """;

    @Test
    void anArtifactWithTheBundledModelGivesTheSameIndex(@TempDir Path folder) throws Exception {
        Path bundled = site(folder.resolve("bundled"));
        Path named = site(folder.resolve("named"));

        MavenRun.generateSearch(bundled).succeeded();
        MavenRun.generateSearch(named, "-Ddocent.model=" + System.getProperty("it.model"))
                .succeeded();

        assertArrayEquals(
                Files.readAllBytes(bundled.resolve("search/query-model.bin")),
                Files.readAllBytes(named.resolve("search/query-model.bin")));
        String manifest = Files.readString(named.resolve("search/manifest.json"));
        assertTrue(manifest.contains("\"all-minilm-l6-v2\""), manifest);
    }

    private static Path site(Path folder) throws Exception {
        Files.writeString(Files.createDirectories(folder).resolve("index.html"), PAGE);
        return folder;
    }
}
