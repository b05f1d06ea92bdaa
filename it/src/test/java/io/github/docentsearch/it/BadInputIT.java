package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong, the person at the keyboard reads one clear sentence, and an earlier search stays as it was. */
class BadInputIT {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%s</title></head>
            <body><main><h1>%s</h1><p>%s</p></main></body>
            </html>
            """;

    @TempDir
    private Path site;

    private Path earlier;

    @BeforeEach
    void anEarlierSearchIsThere() throws IOException {
        earlier = Files.createDirectories(site.resolve("search"));
        Files.writeString(earlier.resolve("search-index.bin"), "from an earlier build");
    }

    @Test
    void aMissingSiteDirectoryIsNamedWithTheWayOut() throws Exception {
        MavenRun run = MavenRun.generateSearch(site.resolve("not-built"));

        assertOneSentence(run, "siteDirectory", "not-built");
    }

    @Test
    void aFileInPlaceOfTheSiteDirectoryIsNamed() throws Exception {
        Path file = Files.writeString(site.resolve("page.html"), "<p>text</p>");

        MavenRun run = MavenRun.generateSearch(file);

        assertOneSentence(run, "siteDirectory", "page.html");
    }

    @Test
    void aSiteWithoutPagesIsNamedAndItsEarlierSearchUntouched() throws Exception {
        Map<String, String> before = Snapshot.of(site);

        MavenRun run = MavenRun.generateSearch(site);

        assertOneSentence(run, site.getFileName().toString());
        assertEquals(before, Snapshot.of(site));
    }

    @Test
    void aSiteWithoutTextIsNamedAndItsEarlierSearchUntouched() throws Exception {
        Files.writeString(site.resolve("index.html"), PAGE.formatted("", "", ""));
        Map<String, String> before = Snapshot.of(site);

        MavenRun run = MavenRun.generateSearch(site);

        assertOneSentence(run, site.getFileName().toString(), "text");
        assertEquals(before, Snapshot.of(site));
    }

    @Test
    void aModelFolderWithoutItsFilesIsNamedAndTheEarlierSearchUntouched() throws Exception {
        Files.writeString(site.resolve("index.html"), PAGE.formatted("A", "A", "Some text to be found."));
        Path model = Files.createDirectories(site.resolve("model"));
        Map<String, String> before = Snapshot.of(site);

        MavenRun run = MavenRun.generateSearch(site, "-Ddocent.model=" + model);

        assertOneSentence(run, "model", "model.onnx");
        assertEquals(before, Snapshot.of(site));
    }

    @Test
    void aModelArtifactThatCannotBeHadIsNamedAndTheEarlierSearchUntouched() throws Exception {
        Files.writeString(site.resolve("index.html"), PAGE.formatted("A", "A", "Some text to be found."));
        Map<String, String> before = Snapshot.of(site);

        MavenRun run = MavenRun.generateSearch(site, "-o", "-Ddocent.model=io.example:no-such-model:1.0");

        assertOneSentence(run, "model", "io.example:no-such-model:1.0", "--offline");
        assertEquals(before, Snapshot.of(site));
    }

    @Test
    void anUnreadablePageIsNamedAndTheOthersAreIndexed() throws Exception {
        Files.writeString(
                site.resolve("good.html"), PAGE.formatted("Good", "Good", "This page can be read by anyone."));
        Files.createSymbolicLink(site.resolve("broken.html"), Path.of("nowhere.html"));

        MavenRun run = MavenRun.generateSearch(site).succeeded();

        assertTrue(
                run.output().lines().anyMatch(line -> line.startsWith("[WARNING]") && line.contains("broken.html")),
                run.output());
        assertFalse(run.showsStackTrace(), run.output());
    }

    @Test
    void aPageThatIsNotInTheCharsetItDeclaresIsNamedAndTheOthersAreIndexed() throws Exception {
        Files.writeString(
                site.resolve("good.html"), PAGE.formatted("Good", "Good", "This page can be read by anyone."));
        Files.write(
                site.resolve("latin.html"),
                PAGE.formatted("Über", "Über", "Müßige Größe, in einem anderen Zeichensatz.")
                        .getBytes(StandardCharsets.ISO_8859_1));

        MavenRun run = MavenRun.generateSearch(site).succeeded();

        assertTrue(
                run.output().lines().anyMatch(line -> line.startsWith("[WARNING]") && line.contains("latin.html")),
                run.output());
        assertFalse(run.showsStackTrace(), run.output());
    }

    private static void assertOneSentence(MavenRun run, String... named) {
        String failure = run.failed().failure();
        for (String name : named) {
            assertTrue(failure.contains(name), "'" + name + "' is not in: " + failure);
        }
        assertTrue(failure.length() < 400, failure);
        assertFalse(run.showsStackTrace(), run.output());
    }
}
