package io.github.docentsearch.indexer.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.ChildBuild;
import io.github.docentsearch.indexer.IndexingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitePublisherTest {
    @TempDir
    Path site;

    private static SearchFiles files(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new SearchFiles().put("search-index.bin", bytes).put("disk/index.js", bytes);
    }

    private void publish(String content) throws IndexingException {
        try (SitePublisher publisher = SitePublisher.open(site, "search")) {
            publisher.publish(files(content));
        }
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> paths = Files.walk(site)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> site.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private String published() throws IOException {
        return Files.readString(site.resolve("search/search-index.bin"));
    }

    @Test
    void theNewSearchReplacesTheOldWholly() throws Exception {
        publish("one");
        Files.writeString(site.resolve("search/left-over"), "of an older version");
        publish("two");
        assertEquals("two", published());
        assertEquals(List.of("search/disk/index.js", "search/search-index.bin"), tree());
    }

    @Test
    void aFolderBelowFoldersIsMade() throws Exception {
        try (SitePublisher publisher = SitePublisher.open(site, "assets/find/it")) {
            publisher.publish(files("x"));
        }
        assertEquals(List.of("assets/find/it/disk/index.js", "assets/find/it/search-index.bin"), tree());
    }

    @Test
    void aBuildKilledBeforeTheSwapLeavesTheOldSearchAndItsRestsAreRemoved() throws Exception {
        publish("old");
        Files.createDirectories(site.resolve(".search.docent-new/disk"));
        Files.writeString(site.resolve(".search.docent-new/search-index.bin"), "half");
        assertEquals("old", published());
        SitePublisher.open(site, "search").close();
        assertEquals("old", published());
        assertEquals(List.of("search/disk/index.js", "search/search-index.bin"), tree());
    }

    @Test
    void aBuildKilledBetweenTheRenamesIsMendedByTheNextOne() throws Exception {
        publish("old");
        Files.move(site.resolve("search"), site.resolve(".search.docent-old"));
        Files.createDirectories(site.resolve(".search.docent-new"));
        SitePublisher.open(site, "search").close();
        assertEquals("old", published());
        assertEquals(List.of("search/disk/index.js", "search/search-index.bin"), tree());
    }

    @Test
    void aBuildKilledAfterTheSwapLeavesTheNewSearch() throws Exception {
        publish("new");
        Files.createDirectories(site.resolve(".search.docent-old"));
        Files.writeString(site.resolve(".search.docent-old/search-index.bin"), "old");
        SitePublisher.open(site, "search").close();
        assertEquals("new", published());
        assertEquals(List.of("search/disk/index.js", "search/search-index.bin"), tree());
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldSearch() throws Exception {
        publish("old");
        try (SitePublisher publisher = SitePublisher.open(site, "search")) {
            SearchFiles bad = files("new").put("search-index.bin/impossible", new byte[1]);
            IndexingException e = assertThrows(IndexingException.class, () -> publisher.publish(bad));
            assertTrue(e.getMessage().contains("untouched"), e.getMessage());
        }
        assertEquals("old", published());
        assertEquals(List.of("search/disk/index.js", "search/search-index.bin"), tree());
    }

    @Test
    void twoBuildsAtOnceDoNotWriteTheSameSearch() throws Exception {
        try (SitePublisher first = SitePublisher.open(site, "search")) {
            IndexingException e = assertThrows(IndexingException.class, () -> SitePublisher.open(site, "search"));
            assertTrue(e.getMessage().startsWith("Another build is writing"), e.getMessage());
            first.publish(files("one"));
        }
        publish("two");
        assertEquals("two", published());
    }

    @Test
    void theOutputFolderStaysInTheSite() throws Exception {
        for (String folder : List.of("..", "../other", ".", "", "a/../../b")) {
            IndexingException e = assertThrows(IndexingException.class, () -> SitePublisher.open(site, folder), folder);
            assertEquals(IndexingException.Kind.CONFIGURATION, e.kind());
        }
        Path outside = Files.createTempDirectory("outside");
        Files.createSymbolicLink(site.resolve("link"), outside);
        Files.createSymbolicLink(site.resolve("search"), outside);
        assertThrows(IndexingException.class, () -> SitePublisher.open(site, "link/search"));
        assertThrows(IndexingException.class, () -> SitePublisher.open(site, "search"));
        Files.delete(outside);
    }

    @Test
    void whatIsNotOursIsNotReplaced() throws Exception {
        for (String own : List.of("search_index.json", "manifest.json", "package-list")) {
            Path folder = Files.createDirectories(site.resolve("of " + own));
            Files.writeString(folder.resolve(own), "{\"name\":\"another tool's\"}");
            IndexingException e = assertThrows(
                    IndexingException.class,
                    () -> SitePublisher.open(site, folder.getFileName().toString())
                            .close());
            assertEquals(IndexingException.Kind.CONFIGURATION, e.kind());
            assertTrue(e.getMessage().startsWith("<outputFolder>: "), e.getMessage());
            assertTrue(e.getMessage().contains("(" + own + ")"), e.getMessage());
            assertTrue(e.getMessage().contains("-Ddocent.outputFolder="), e.getMessage());
            assertTrue(Files.exists(folder.resolve(own)));
        }
        Files.writeString(site.resolve("search"), "a file");
        assertThrows(IndexingException.class, () -> SitePublisher.open(site, "search"));
        assertEquals(
                List.of(
                        "of manifest.json/manifest.json",
                        "of package-list/package-list",
                        "of search_index.json/search_index.json",
                        "search"),
                tree());
    }

    @Test
    void anEmptyFolderAndADamagedSearchOfOursAreReplaced() throws Exception {
        Files.createDirectories(site.resolve("search"));
        publish("one");
        Files.writeString(site.resolve("search/search-index.bin"), "");
        publish("two");
        Files.delete(site.resolve("search/search-index.bin"));
        Files.writeString(
                site.resolve("search/manifest.json"), "{\"generator\":\"Docent\",\"generatorVersion\":\"0.0.1\"}");
        publish("three");
        assertEquals("three", published());
    }

    @Test
    void theLockIsKeptFromOtherProcessesToo() throws Exception {
        try (SitePublisher publisher = SitePublisher.open(site, "search")) {
            assertThrows(IndexingException.class, () -> SitePublisher.open(site, "search"), "another thread's try");
            Process other = new ProcessBuilder(ChildBuild.command(List.of(), List.of(), Locker.class, site))
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(printed.startsWith("Another build is writing"), printed);
            publisher.publish(files("mine"));
        }
        assertEquals("mine", published());
    }

    /** Opens a publisher; prints why it cannot. */
    static final class Locker {
        public static void main(String[] arguments) {
            try (SitePublisher publisher = SitePublisher.open(Path.of(arguments[0]), "search")) {
                System.out.println("opened " + publisher.folder());
            } catch (IndexingException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void linksThatWaitAtTheNamesOfItsOwnFilesAreNotFollowed() throws Exception {
        Path outside = Files.createTempDirectory("outside");
        Path precious = Files.writeString(outside.resolve("precious"), "precious");
        Files.createSymbolicLink(site.resolve(".search.docent-lock"), precious);
        assertThrows(IndexingException.class, () -> SitePublisher.open(site, "search"));
        Files.delete(site.resolve(".search.docent-lock"));
        for (String name : List.of(".search.docent-new", ".search.docent-old")) {
            Files.createSymbolicLink(site.resolve(name), outside);
        }

        publish("new");

        assertEquals("new", published());
        assertEquals("precious", Files.readString(precious));
        assertEquals(List.of("search/disk/index.js", "search/search-index.bin"), tree());
        Files.delete(precious);
        Files.delete(outside);
    }

    @Test
    void theGlueKnowsTheHashesOfWhatItFetches() {
        SearchFiles files = new SearchFiles()
                .put("docent.js", "const PUBLISHED='DOCENT_FILES';".getBytes(StandardCharsets.UTF_8))
                .put("docent-search.js", new byte[] {1})
                .put("search-index.bin", new byte[] {2, 3}, 1)
                .put("docent.d.ts", new byte[0])
                .link();
        assertEquals(
                "const PUBLISHED={\"search-index.bin\":{\"v\":\"ee9040f65c34\",\"size\":2,\"start\":1}};",
                new String(files.files().get("docent.js"), StandardCharsets.UTF_8));
        String version = files.version();
        assertEquals(12, version.length());
        files.put("manifest.json", new byte[] {9}).put("report.html", new byte[] {9});
        assertEquals(version, files.version());
    }

    @Test
    void filesAreReadBackAsTheyWereWritten() throws Exception {
        byte[] bytes = new byte[300_000];
        new java.util.Random(7).nextBytes(bytes);
        try (SitePublisher publisher = SitePublisher.open(site, "search")) {
            publisher.publish(new SearchFiles().put("search-index.bin", bytes));
        }
        assertArrayEquals(bytes, Files.readAllBytes(site.resolve("search/search-index.bin")));
    }

    @Test
    void jsonIsWrittenAsBrowsersReadIt() {
        String json = new JsonWriter()
                .startObject()
                .name("a\"\\\n")
                .string("</script>\u0001\ud800é😀")
                .name("n")
                .startArray()
                .number(1L)
                .number(0.123456789)
                .number(Double.NaN)
                .number(1e-9)
                .number(100.0)
                .endArray()
                .endObject()
                .toString();
        assertEquals(
                "{\"a\\\"\\\\\\n\":\"\\u003c/script>\\u0001\\ud800é😀\",\"n\":[1,0.123457,null,0.000000001,100]}",
                json);
    }
}
