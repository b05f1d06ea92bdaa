package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.embedder.DocumentEmbedder;
import io.github.docentsearch.embedder.OnnxTextEmbedder;
import io.github.docentsearch.embedder.SentenceModel;
import io.github.docentsearch.indexer.publish.SearchFiles;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site of three pages with the real model, from HTML to an answer. */
class SiteIndexerTest {
    @TempDir
    static Path directory;

    private static Path site;
    private static IndexReport report;

    @BeforeAll
    static void indexSite() throws IOException, IndexingException {
        site = writeSite("site");
        report = SiteIndexer.index(options(site).build(), IndexingLog.SILENT);
    }

    @Test
    void aQuestionInTheReadersOwnWordsFindsTheSection() throws IOException {
        LocalSearch search = LocalSearch.open(site.resolve("search"));
        Answer answer = search.answer(Query.of("my laptop is out of power"));
        assertTrue(answer.semantic());
        assertEquals("power.html#charging", answer.hits().get(0).url());
    }

    @Test
    void anExactTitleComesFirst() throws IOException {
        LocalSearch search = LocalSearch.open(site.resolve("search"));
        Hit first = search.answer(Query.of("Network settings")).hits().get(0);
        assertEquals("network.html", first.url());
        assertEquals(Hit.EXACT, first.via());
    }

    @Test
    void anExcludedWordLeavesOutHitsByMeaningToo() throws IOException {
        LocalSearch search = LocalSearch.open(site.resolve("search"));
        for (int mode = Query.HYBRID; mode <= Query.SEMANTIC; mode++) {
            Answer answer = search.answer(new Query("my laptop is out of power -battery", 10, mode, List.of()));
            for (Hit hit : answer.hits()) {
                assertFalse(hit.url().equals("power.html#charging"), "mode " + mode);
            }
        }
    }

    @Test
    void gibberishFindsNothing() throws IOException {
        LocalSearch search = LocalSearch.open(site.resolve("search"));
        assertEquals(List.of(), search.answer(Query.of("sdafadsfasdf")).hits());
    }

    @Test
    void ofPagesWithTheSameWordsThatOneComesFirstWhereTheyStandTogether() throws IOException, IndexingException {
        Path folder = Files.createDirectories(directory.resolve("ties"));
        page(
                folder,
                "a.html",
                "Apart",
                "<p>A proxy stands between two machines, and on each of them is one timeout.</p>");
        page(
                folder,
                "b.html",
                "Beside",
                "<p>A proxy timeout stands between two machines, and on each of them is one.</p>");
        page(
                folder,
                "c.html",
                "Cleft",
                "<p>One timeout stands between two machines, and on each of them is a proxy.</p>");
        SiteIndexer.index(
                options(folder).queryEncoder(IndexerOptions.QueryEncoder.NONE).build(), IndexingLog.SILENT);

        List<Hit> hits = LocalSearch.open(folder.resolve("search"))
                .answer(Query.of("proxy timeout"))
                .hits();

        assertEquals(
                List.of("b.html", "c.html", "a.html"),
                hits.stream().map(Hit::url).toList());
        assertTrue(hits.get(0).score() >= hits.get(1).score());
    }

    @Test
    void everyPageGetsTheBoxAndTheReportCounts() throws IOException {
        assertEquals(3, report.pages());
        assertEquals(3, report.changedPages());
        assertTrue(report.recallAt10() >= 0.95, "recall " + report.recallAt10());
        assertTrue(Files.readString(site.resolve("power.html")).contains("search/docent-search.js?v="));
    }

    @Test
    void pagesLeftOutOfTheIndexAreGivenTheBoxToo() throws IOException, IndexingException {
        Path folder = writeSite("with old pages");
        Path old = Files.createDirectories(folder.resolve("old"));
        page(old, "index.html", "Old", "<p>Once upon a time.</p>");
        Path module = Files.createDirectories(folder.resolve("module/search"));
        page(module, "index.html", "All sections", "<p>of a module</p>");
        Files.writeString(module.resolve("search-index.bin"), "");
        Files.writeString(module.resolve("docent.js"), "");
        IndexerOptions.Builder options = options(folder).queryEncoder(IndexerOptions.QueryEncoder.NONE);
        SiteIndexer.index(options.build(), IndexingLog.SILENT);
        String first = Files.readString(old.resolve("index.html"));
        page(folder, "index.html", "Changed", "<p>Another version.</p>");
        IndexReport second =
                SiteIndexer.index(options.excludes(List.of("old/**")).build(), IndexingLog.SILENT);
        assertEquals(3, second.pages());
        String tag = "<script src=\"../search/docent-search.js?v=";
        String rebuilt = Files.readString(old.resolve("index.html"));
        assertTrue(first.contains(tag) && rebuilt.contains(tag), rebuilt);
        assertFalse(first.equals(rebuilt), "its tag has the version of the search that is there");
        assertFalse(Files.readString(module.resolve("index.html")).contains("docent-search.js"));
        SiteIndexer.index(
                options.searchBox(new IndexerOptions.SearchBox(false, "auto", List.of(), null))
                        .build(),
                IndexingLog.SILENT);
        assertFalse(Files.readString(old.resolve("index.html")).contains("docent-search.js"));
    }

    @Test
    void twoCleanBuildsOfOneSiteGiveTheSameBytesForAnyNumberOfThreads() throws Exception {
        Path other = writeSite("other");
        SiteIndexer.index(options(other).cacheDirectory(null).threads(3).build(), IndexingLog.SILENT);
        assertEquals(contents(site), contents(other));
    }

    @Test
    void theHashesOfTheScriptsArePrintedWhenAskedFor() throws IOException, IndexingException {
        Path folder = writeSite("with hashes");
        List<String> lines = new ArrayList<>();
        IndexingLog log = log(lines);
        IndexerOptions.Builder wordsOnly = options(folder).queryEncoder(IndexerOptions.QueryEncoder.NONE);
        SiteIndexer.index(wordsOnly.build(), log);
        assertEquals(
                0, lines.stream().filter(line -> line.contains("integrity")).count(), lines.toString());
        SiteIndexer.index(wordsOnly.printIntegrity(true).build(), log);
        SearchFiles published = new SearchFiles();
        for (String name : List.of("docent-search.js", "docent.js", "docent-engine.js")) {
            published.put(name, Files.readAllBytes(folder.resolve("search").resolve(name)));
            assertTrue(
                    lines.contains("search/" + name + " integrity=\"" + published.integrity(name) + "\""),
                    lines.toString());
        }
    }

    @Test
    void aFailedSearchTestAndAMissedBudgetPublishNothing() throws IOException {
        Path untouched = writeSite("untouched");
        IndexingException failure = assertThrows(
                IndexingException.class,
                () -> SiteIndexer.index(
                        options(untouched)
                                .searchTests(List.of(new IndexerOptions.SearchTest("battery", "network.html", 1)))
                                .budgets(new IndexerOptions.Budgets(0, 0, 1, 0))
                                .build(),
                        IndexingLog.SILENT));
        assertEquals(IndexingException.Kind.UNMET, failure.kind());
        assertTrue(failure.getMessage().contains("'battery' should find network.html"), failure.getMessage());
        String cost =
                "<maxFirstSearchKb>1: the download before a first answer takes " + kilobytes(site, "meaningBytes");
        assertTrue(failure.getMessage().contains(cost + " KB"), failure.getMessage());
        assertFalse(Files.exists(untouched.resolve("search")));
    }

    @Test
    void theBudgetOfAFirstSearchIsForWhatTheManifestSaysItCosts() throws IOException, IndexingException {
        Path counted = writeSite("counted");
        IndexerOptions.Builder options = options(counted).queryEncoder(IndexerOptions.QueryEncoder.NONE);
        SiteIndexer.index(options.build(), IndexingLog.SILENT);
        int kb = kilobytes(counted, "keywordBytes");
        options.budgets(new IndexerOptions.Budgets(0, 0, kb - 1, 0));
        IndexingException failure =
                assertThrows(IndexingException.class, () -> SiteIndexer.index(options.build(), IndexingLog.SILENT));
        assertTrue(failure.getMessage().contains("takes " + kb + " KB"), failure.getMessage());
        options.budgets(new IndexerOptions.Budgets(0, 0, kb, 0));
        SiteIndexer.index(options.build(), IndexingLog.SILENT);
    }

    /** A number of bytes of the manifest, in units of 1,024, rounded up. */
    private static int kilobytes(Path folder, String field) throws IOException {
        String manifest = Files.readString(folder.resolve("search/manifest.json"));
        return (Integer.parseInt(manifest.replaceFirst("(?s).*\"" + field + "\":(\\d+).*", "$1")) + 1023) / 1024;
    }

    @Test
    void theLongestChunkIsReadToItsEnd() throws Exception {
        String start = "A manual > How it is used\n" + "one ".repeat(IndexerOptions.MAX_CHUNK_TOKENS - 2);
        List<String> texts = List.of(start + "water pump", start + "paper plane");
        int longest = SiteIndexer.tokensRead(IndexerOptions.MAX_CHUNK_TOKENS);
        assertEquals(512, longest);
        try (OnnxTextEmbedder embedder = new OnnxTextEmbedder(SentenceModel.bundled(), longest, 1)) {
            float[][] vectors = embedder.embedAll(texts, DocumentEmbedder.Progress.SILENT);
            assertFalse(Arrays.equals(vectors[0], vectors[1]), "what stands last has a meaning");
        }
        assertEquals(OnnxTextEmbedder.DEFAULT_MAX_TOKENS, SiteIndexer.tokensRead(180), "caches of the default stay");
        assertEquals(OnnxTextEmbedder.DEFAULT_MAX_TOKENS, SiteIndexer.tokensRead(32));
    }

    @Test
    void aPageThatTheExtractorFailsOnIsNamedInTheLog() throws IOException, IndexingException {
        Path folder = Files.createDirectories(directory.resolve("with a hard page"));
        page(folder, "index.html", "Home", "<p>Welcome.</p>");
        // the JDK's regular expressions go one call deeper for every turn of such a loop
        page(folder, "long.html", "Long", "<p>" + "ab".repeat(200_000) + "</p>");
        List<String> lines = new ArrayList<>();
        IndexReport indexed = SiteIndexer.index(
                options(folder)
                        .queryEncoder(IndexerOptions.QueryEncoder.NONE)
                        .excludeSelectors(List.of("p:matches((a|b)*9)"))
                        .build(),
                log(lines));
        assertEquals(1, indexed.pages());
        assertTrue(
                lines.contains("long.html cannot be understood (java.lang.StackOverflowError); please report this page;"
                        + " it is left out"),
                lines.toString());
    }

    @Test
    void aFolderOfOthersIsRefusedBeforeAnyWork() throws IOException {
        Path documented = writeSite("with API");
        Path api = Files.createDirectories(documented.resolve("apidocs"));
        page(api, "index.html", "API", "<p>All packages</p>");
        List<String> lines = new ArrayList<>();
        IndexingException failure = assertThrows(
                IndexingException.class,
                () -> SiteIndexer.index(
                        options(documented).outputFolder("apidocs").build(), log(lines)));
        assertEquals(IndexingException.Kind.CONFIGURATION, failure.kind());
        assertEquals(List.of(), lines);
        assertTrue(Files.exists(api.resolve("index.html")));
    }

    private static IndexerOptions.Builder options(Path site) {
        // Three pages are too little text to fit a static table to: the network itself answers.
        return IndexerOptions.forSite(site)
                .threads(1)
                .cacheDirectory(directory.resolve("cache"))
                .queryEncoder(IndexerOptions.QueryEncoder.TRANSFORMER);
    }

    /** Adds what is told to the lines. */
    private static IndexingLog log(List<String> lines) {
        return new IndexingLog() {
            @Override
            public void info(String message) {
                lines.add(message);
            }

            @Override
            public void warn(String message) {
                lines.add(message);
            }

            @Override
            public void debug(String message) {}
        };
    }

    private static Path writeSite(String name) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        page(folder, "index.html", "Your new computer", "<p>Welcome. This manual tells how to use it.</p>");
        page(
                folder,
                "power.html",
                "Energy",
                "<h2 id='charging'>Charging the battery</h2><p>When the battery is empty, connect the adapter to a"
                        + " socket. The light is orange until it is full.</p>"
                        + "<h2 id='display'>Dimming the display</h2><p>A darker screen saves current.</p>");
        page(
                folder,
                "network.html",
                "Network settings",
                "<p>Choose a wireless network from the menu and type its password.</p>");
        return folder;
    }

    private static void page(Path folder, String name, String title, String body) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>" + title
                        + "</title></head><body><main><h1>" + title + "</h1>" + body + "</main></body></html>");
    }

    private static Map<String, Integer> contents(Path folder) throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
