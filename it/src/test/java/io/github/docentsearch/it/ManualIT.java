package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.docentsearch.embedder.DocumentEmbedder;
import io.github.docentsearch.embedder.OnnxTextEmbedder;
import io.github.docentsearch.embedder.SentenceModel;
import io.github.docentsearch.indexer.LocalSearch;
import io.github.docentsearch.indexer.build.FloatVectors;
import io.github.docentsearch.indexer.build.SiteContent;
import io.github.docentsearch.indexer.crawl.CrawlOptions;
import io.github.docentsearch.indexer.crawl.SiteCrawler;
import io.github.docentsearch.indexer.crawl.SiteFile;
import io.github.docentsearch.indexer.extract.Chunker;
import io.github.docentsearch.indexer.extract.ExtractOptions;
import io.github.docentsearch.indexer.extract.PageExtractor;
import io.github.docentsearch.indexer.extract.PageSelection;
import io.github.docentsearch.indexer.extract.VersionFolders;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docent's own manual, as a reader meets it. */
class ManualIT {
    private static final int MAX_ENGINE_BYTES = 40 * 1024;
    private static final Path SEARCH = Sites.manual().resolve("search");

    private static final int RECALL_AT = 10;
    private static final List<String> PROBES = List.of(
            "how do I stop a page from being indexed",
            "does what I type get sent to some company",
            "make the build quicker on GitHub",
            "search button is missing",
            "which browsers are supported",
            "change the colours of the dialog",
            "several modules in one search",
            "the native library cannot be loaded",
            "vectors are stored in few bits",
            "keyboard shortcut",
            "javadoc members and their anchors",
            "what does it cost a reader on a slow connection",
            "Content-Security-Policy",
            "licence of the model",
            "questions in other languages than English",
            "run without a POM",
            "limit the size of the index",
            "test that a question finds its page",
            "how recall is measured",
            "why are there menus in the results");

    private static StaticHost host;
    private static Reader reader;

    @BeforeAll
    static void open() throws IOException {
        host = StaticHost.serve(Sites.manual());
        reader = new Reader();
    }

    @AfterAll
    static void close() {
        reader.close();
        host.close();
    }

    @Test
    void aQuestionWithoutAnyWordOfTheTitleFindsTheRightSectionThroughTheBox() {
        Page page = reader.freshPage();
        page.navigate(host.url("index.html"));

        Asking.box(page, "how do I stop a page from being indexed");
        // words answer at once; meaning joins in when vectors and encoder are there
        page.waitForCondition(() ->
                Asking.options(page).stream().limit(3).anyMatch(address -> address.contains("html-attributes.html#")));

        assertEquals(List.of(), reader.addressesElsewhere());
        assertEquals(List.of(), reader.complaints());
    }

    @Test
    void enterLeadsToTheFirstResult() {
        Page page = reader.freshPage();
        page.navigate(host.url("index.html"));

        Asking.box(page, "maxChunkTokens");
        // What stands there first may still be the answer to half of the word.
        page.waitForCondition(() ->
                Asking.options(page).stream().limit(1).anyMatch(url -> url.contains("parameters.html#maxChunkTokens")));
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("parameters.html"));
    }

    @Test
    void gibberishFindsNothing() {
        Page page = reader.freshPage();
        page.navigate(host.url("index.html"));

        assertEquals(List.of(), Asking.module(page, host.url(""), "xqzvkwpl", "hybrid"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "how do I stop a page from being indexed      | html-attributes.html",
                "does what I type get sent to some company    | privacy.html",
                "search button is missing                     | troubleshooting.html",
                "I don't use Maven, just have a folder of files | plain-html.html",
                "make the build quicker on GitHub             | continuous-integration.html",
                "which web server settings do I need          | deployment.html",
                "csp-blocked                                  | troubleshooting.html",
                "efConstruction                               | parameters.html",
            })
    void questionsOfReadersFindTheirPageAmongTheFirstThree(String question, String expected) {
        Page page = reader.freshPage();
        page.navigate(host.url("faq.html"));

        List<Asking.Hit> hits = Asking.module(page, host.url(""), question, "hybrid");

        assertTrue(hits.stream().limit(3).anyMatch(hit -> hit.url().startsWith(expected)), question + " found " + hits);
    }

    @Test
    void everyTextOfTheBoxThatCanBeReplacedIsNamed() throws IOException {
        String page = Files.readString(Sites.manual().resolve("search-box.html"));
        List<String> names =
                Files.readAllLines(Path.of("../runtime-wasm/src/main/js/box/strings/en.properties")).stream()
                        .filter(line -> line.contains(" = "))
                        .map(line -> line.substring(0, line.indexOf(" = ")))
                        .toList();
        assertTrue(names.contains("placeholder"), names.toString());
        assertEquals(
                List.of(),
                names.stream()
                        .filter(name -> !page.contains("<code>" + name + "</code>"))
                        .toList());
    }

    @Test
    void engineAndGlueAreSmall() throws IOException {
        int size = gzipped(SEARCH.resolve("docent.wasm")) + gzipped(SEARCH.resolve("docent.js"));

        assertTrue(size <= MAX_ENGINE_BYTES, "engine and glue are " + size + " bytes gzipped");
    }

    @Test
    void theManifestTellsARecallOfAtLeast95Percent() throws IOException {
        Matcher recall = Pattern.compile("\"recallAt10\"\\s*:\\s*([0-9.]+)")
                .matcher(Files.readString(SEARCH.resolve("manifest.json")));

        assertTrue(recall.find(), "manifest.json tells no recall");
        assertTrue(Double.parseDouble(recall.group(1)) >= 0.95, recall.group(1));
    }

    /** The stupid twin: every vector against every probe in float32, with nothing of the index but its answers. */
    @Test
    void recallInTheBrowserAgainstExactSearchIsAtLeast95Percent() throws Exception {
        SiteContent content = new SiteContent();
        Chunker chunker = new Chunker(180, SentenceModel.bundled().newTokenizer()::count);
        PageExtractor extractor = new PageExtractor(ExtractOptions.DEFAULT);
        List<io.github.docentsearch.indexer.extract.Page> all = new ArrayList<>();
        SiteCrawler crawler = new SiteCrawler(Sites.manual(), CrawlOptions.defaults());
        for (SiteFile file : crawler.allFiles()) {
            all.add(extractor.extract(crawler.read(file)));
        }
        for (var page : PageSelection.of(all, VersionFolders.of(List.of())).pages()) {
            content.add(page, Map.of(), chunker);
        }
        float[][] rows;
        float[][] probes;
        try (OnnxTextEmbedder embedder = new OnnxTextEmbedder(SentenceModel.bundled())) {
            rows = embedder.embedAll(content.embeddingTexts(), DocumentEmbedder.Progress.SILENT);
            probes = embedder.forQueries().embedAll(PROBES, DocumentEmbedder.Progress.SILENT);
        }
        FloatVectors exact = new FloatVectors(rows, rows[0].length);
        Page page = reader.freshPage();
        page.navigate(host.url("index.html"));
        int found = 0;
        for (float[] probe : probes) {
            Set<Integer> near = Set.copyOf(Asking.nearest(page, host.url(""), probe, RECALL_AT));
            for (int node : exact.nearest(probe, RECALL_AT)) {
                found += near.contains(node) ? 1 : 0;
            }
        }
        double recall = found / (double) (RECALL_AT * probes.length);

        System.out.printf("recall@10 in the browser: %.4f over %d probes%n", recall, probes.length);
        assertTrue(recall >= 0.95, "recall@10 is " + recall);
    }

    @Test
    void theJvmAndTheBrowserGiveTheSameHits() throws IOException {
        LocalSearch local = LocalSearch.open(SEARCH);
        Page page = reader.freshPage();
        page.navigate(host.url("index.html"));
        for (String question : List.of(
                "how do I stop a page from being indexed",
                "content security policy",
                "wasm-unsafe-eval",
                "why is the first build slow",
                "efConstruction",
                "pagefnd",
                "can I use it with sphinx?",
                "zürich 東京 🙂")) {
            List<String> here = new ArrayList<>();
            Answer answer = local.answer(Query.of(question));
            // in single precision, as the engine writes scores: the product in double precision may round otherwise
            answer.hits()
                    .forEach(hit -> here.add(hit.url() + " " + hit.via() + " " + Math.round(hit.score() * 1_000_000)));
            List<String> there = Asking.module(page, host.url(""), question, "hybrid").stream()
                    .map(hit -> hit.url() + " " + hit.via() + " " + Math.round(hit.score() * 1e6))
                    .toList();

            assertEquals(here, there, question);
        }
    }

    @Test
    void theBoxCanBeUsedByKeyboardAlone() {
        Page page = reader.freshPage();
        page.navigate(host.url("index.html"));

        Asking.box(page, "javadoc");
        // the count is told when the answer to the last letter is there
        page.waitForCondition(
                () -> !page.getByRole(AriaRole.STATUS).first().textContent().isEmpty());
        page.keyboard().press("ArrowDown");
        String active = page.getByRole(AriaRole.COMBOBOX).getAttribute("aria-activedescendant");
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");

        assertTrue(active != null && !active.isEmpty());
        page.waitForCondition(() -> page.getByRole(AriaRole.DIALOG).count() == 0);
    }

    private static int gzipped(Path file) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(Files.readAllBytes(file));
        }
        return compressed.size();
    }
}
