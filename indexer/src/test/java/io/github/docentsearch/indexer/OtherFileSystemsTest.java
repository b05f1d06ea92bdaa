package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sites on file systems with the habits of Windows and macOS, held in memory. */
class OtherFileSystemsTest {
    @TempDir
    Path cache;

    @Test
    void onWindowsPathsBackslashesBecomeSlashesAndLineEndsStay() throws Exception {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path site = windows.getPath("C:\\Users\\Jörg Müller\\my site");
            page(site.resolve("guide\\Größe ändern.html"), "Size", "How to change the size.");
            page(site.resolve("index.html"), "Welcome", "Read the guide.");

            index(site, "search");

            assertEquals(List.of("guide/Gr%C3%B6%C3%9Fe%20%C3%A4ndern.html"), hits(site, "size"));
            String page = Files.readString(site.resolve("guide\\Größe ändern.html"));
            assertTrue(page.contains("<script src=\"../search/docent-search.js?v="), page);
            assertEquals(page, page.replace("\r\n", "\n").replace("\n", "\r\n"), "every line ends as before");
            Map<String, String> first = contents(site);
            index(site, "search");
            assertEquals(first, contents(site));
        }
    }

    @Test
    void whereCaseDoesNotCountTheSearchFolderIsKnownByAnyOfItsNames() throws Exception {
        try (FileSystem mac = Jimfs.newFileSystem(Configuration.osX())) {
            Path site = mac.getPath("/Users/jörg/site");
            page(site.resolve("index.html"), "Welcome", "Read the guide.");
            index(site, "Search");

            index(site, "search");

            assertEquals(List.of("index.html"), hits(site, "guide"));
            assertEquals(List.of("index.html", "search"), names(site));
        }
    }

    private void index(Path site, String outputFolder) throws IndexingException {
        SiteIndexer.index(
                IndexerOptions.forSite(site)
                        .outputFolder(outputFolder)
                        .cacheDirectory(cache)
                        .queryEncoder(IndexerOptions.QueryEncoder.NONE)
                        .build(),
                IndexingLog.SILENT);
    }

    private static List<String> hits(Path site, String question) throws IOException {
        return LocalSearch.open(site.resolve("search")).answer(Query.of(question)).hits().stream()
                .map(Hit::url)
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static void page(Path file, String title, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "<!DOCTYPE html>\r\n<html lang='en'><head><meta charset='utf-8'><title>" + title
                        + "</title></head>\r\n<body><main><h1>" + title + "</h1>\r\n<p>" + text
                        + "</p></main>\r\n</body></html>\r\n");
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        }
        contents.keySet().removeIf(name -> name.startsWith("search"));
        return contents;
    }
}
