package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that fail during a build: a message that names the way out, and the site as it was. */
class FaultsTest {
    private static final String PAGE = "<html><title>%s</title><main><h1>%s</h1><p>%s</main></html>";

    @TempDir
    Path directory;

    @Test
    void aFullDiskLeavesTheOldSearchAndIsNamed() throws Exception {
        Configuration small = Configuration.unix().toBuilder()
                .setMaxSize(8 << 20)
                .setAttributeViews("posix")
                .build();
        try (FileSystem disk = Jimfs.newFileSystem(small)) {
            Path site = disk.getPath("/site");
            page(site, "index.html", "Welcome");
            index(site);
            Map<String, Long> before = contents(site);
            page(site, "more.html", "More");
            fill(site);

            IndexingException e = assertThrows(IndexingException.class, () -> index(site));

            assertEquals(IndexingException.Kind.FAILURE, e.kind());
            assertTrue(e.getMessage().contains("the one that was there before is untouched"), e.getMessage());
            assertTrue(e.getMessage().contains("out of disk space"), e.getMessage());
            try (Stream<Path> files = Files.list(site)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".mp4")).toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(site.resolve("more.html"));
            assertEquals(before, contents(site));
            index(site);
            assertEquals(before, contents(site));
        }
    }

    @Test
    void aCacheThatCannotBeAFolderIsNamed() throws Exception {
        Path site = directory.resolve("site");
        page(site, "index.html", "Welcome");
        Path cache = Files.writeString(directory.resolve("cache"), "a file");

        IndexingException e = assertThrows(
                IndexingException.class,
                () -> SiteIndexer.index(
                        IndexerOptions.forSite(site).cacheDirectory(cache).build(), IndexingLog.SILENT));

        assertTrue(e.getMessage().contains("-Ddocent.cacheDirectory="), e.getMessage());
        assertEquals(List.of("index.html"), List.copyOf(contents(site).keySet()));
    }

    @Test
    void aSiteThatMayNotBeWrittenIsNamed() throws Exception {
        Path site = directory.resolve("site");
        page(site, "index.html", "Welcome");
        index(site);
        page(site, "more.html", "More");
        Map<String, Long> before = contents(site);
        List<String> bound = asAnybody();
        Files.setPosixFilePermissions(site, PosixFilePermissions.fromString("r-xr-xr-x"));

        String printed = ChildBuild.printed(
                ChildBuild.start(bound, List.of(), site, directory.resolve("cache"), QueryEncoder.NONE));

        Files.setPosixFilePermissions(site, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(printed.startsWith("FAILURE: "), printed);
        assertTrue(printed.contains("cannot be written (permission denied"), printed);
        assertEquals(before, contents(site));
    }

    @Test
    void pagesAndFoldersThatMayNotBeReadAreLeftOutAndToldOf() throws Exception {
        Path site = directory.resolve("site");
        page(site, "index.html", "Welcome");
        page(site, "locked.html", "Locked");
        page(site.resolve("folder"), "in.html", "In a folder");
        List<String> bound = asAnybody();
        Files.setPosixFilePermissions(site.resolve("locked.html"), Set.of());
        Files.setPosixFilePermissions(site.resolve("folder"), Set.of());

        String printed = ChildBuild.printed(
                ChildBuild.start(bound, List.of(), site, directory.resolve("cache"), QueryEncoder.NONE));

        Files.setPosixFilePermissions(site.resolve("folder"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(
                List.of(
                        "folder folder cannot be read: permission denied",
                        "locked.html cannot be read: permission denied",
                        "done"),
                printed.lines().toList());
    }

    /** What makes a command run with no more rights than an owner of files has; nothing unless this is root. */
    private static List<String> asAnybody() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "root, and no setpriv");
        return List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all-minilm-l6-v2.onnx", "all-minilm-l6-v2-tokenizer.json"})
    void aModelThatSomebodyHasChangedIsNotUsed(String name) throws Exception {
        Path site = directory.resolve("site");
        page(site, "index.html", "Welcome");
        Path changed = Files.createDirectories(directory.resolve("changed"));
        try (InputStream in = FaultsTest.class.getResourceAsStream("/" + name)) {
            byte[] bytes = in.readAllBytes();
            // A bit of the weights, or the first letter of a word of the vocabulary.
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"computer\"") + 1;
            bytes[at > 0 ? at : bytes.length / 2] ^= 1;
            Files.write(changed.resolve(name), bytes);
        }

        String printed = ChildBuild.printed(ChildBuild.start(
                List.of(),
                List.of("-Xbootclasspath/a:" + changed),
                site,
                directory.resolve("cache"),
                QueryEncoder.STATIC));

        assertTrue(printed.startsWith("CONFIGURATION: The bundled model is not the one"), printed);
        assertTrue(printed.contains("local repository"), printed);
        assertEquals(List.of("index.html"), List.copyOf(contents(site).keySet()));
    }

    @Test
    void tooLittleMemoryIsNamedWithTheOptionThatGivesMore() throws Exception {
        Path site = directory.resolve("site");
        page(site, "index.html", "Welcome");

        String printed = ChildBuild.printed(
                ChildBuild.start(List.of(), List.of("-Xmx64m"), site, directory.resolve("cache"), QueryEncoder.STATIC));

        assertTrue(printed.contains("FAILURE: The heap is too small"), printed);
        assertTrue(printed.contains("-Xmx"), printed);
        assertEquals(List.of("index.html"), List.copyOf(contents(site).keySet()));
    }

    @Test
    void ofBuildsAtOnceOnOneSiteEveryOneEndsWellOrSaysWhyNot() throws Exception {
        Path site = directory.resolve("site");
        for (int i = 0; i < 30; i++) {
            page(site, "page" + i + ".html", "Page " + i);
        }
        List<Process> builds = List.of(
                ChildBuild.start(List.of(), List.of(), site, directory.resolve("cache"), QueryEncoder.NONE),
                ChildBuild.start(List.of(), List.of(), site, directory.resolve("cache"), QueryEncoder.NONE),
                ChildBuild.start(List.of(), List.of(), site, directory.resolve("cache"), QueryEncoder.NONE));
        int done = 0;
        for (Process build : builds) {
            String printed = ChildBuild.printed(build);
            boolean ended = printed.equals("done");
            assertTrue(ended || printed.startsWith("SITE: Another build is writing the search"), printed);
            done += ended ? 1 : 0;
        }
        assertTrue(done > 0);
        Map<String, Long> together = contents(site);
        index(site);
        assertEquals(contents(site), together);
        assertFalse(together.keySet().stream().anyMatch(name -> name.contains("docent-new")), together.toString());
    }

    /** Fills the disk but for less than a search takes. */
    private static void fill(Path site) throws IOException {
        try {
            for (int i = 0; ; i++) {
                Files.write(site.resolve("video" + i + ".mp4"), new byte[192 << 10]);
            }
        } catch (IOException full) {
            Files.delete(site.resolve("video0.mp4"));
        }
    }

    private static void index(Path site) throws IndexingException {
        SiteIndexer.index(
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build(), IndexingLog.SILENT);
    }

    private static void page(Path site, String name, String title) throws IOException {
        Files.createDirectories(site);
        Files.writeString(site.resolve(name), PAGE.formatted(title, title, "Of " + title + " and more."));
    }

    /** Every file below the site with a hash of its bytes. */
    private static Map<String, Long> contents(Path site) throws IOException {
        Map<String, Long> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                java.util.zip.CRC32 sum = new java.util.zip.CRC32();
                sum.update(Files.readAllBytes(file));
                contents.put(site.relativize(file).toString().replace('\\', '/'), sum.getValue());
            }
        }
        return contents;
    }
}
