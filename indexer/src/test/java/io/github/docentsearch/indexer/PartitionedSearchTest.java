package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import io.github.docentsearch.wasm.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search whose vectors are fetched in parts: the same answers as with all of them there, for a part of the bytes. */
class PartitionedSearchTest {
    /** Opens the search, warms it, asks in one mode, and gives back where the hits are, or why there are none. */
    private static final String ASK = """
            async ({base, text, mode}) => {
              const {openSearch} = await import(new URL('docent.js', base));
              try {
                globalThis.search ??= await openSearch({base});
                await search.warm();
                const {hits, semantic} = await search.query(text, {mode});
                return {urls: hits.map(({url}) => url).join(' '), semantic, chunks: search.stats().chunks};
              } catch (error) {
                return {code: error.code ?? String(error), message: error.message};
              }
            }""";

    @TempDir
    private static Path folder;

    private static Path site;
    private static byte[] index;
    private static LocalSearch local;
    private static Chromium chromium;

    @BeforeAll
    static void publish() throws Exception {
        site = PartitionedSite.publish(folder);
        index = Files.readAllBytes(site.resolve("search/search-index.bin"));
        local = LocalSearch.open(site.resolve("search"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm-simd", "js"})
    void theBrowsersEngineAnswersAsTheJvmDoes(String engine) throws IOException {
        List<String> asked = List.of(
                PartitionedSite.question(0), PartitionedSite.question(17), PartitionedSite.question(41), "page 7", "");
        Path questions = Files.writeString(folder.resolve("questions"), String.join("\n", asked));

        String answers = Node.run("ask.mjs", site.resolve("search/").toUri(), questions, engine);

        assertEquals(engine + "\n" + EngineParityTest.answersOfTheJvm(site.resolve("search"), asked), answers);
    }

    @Test
    void anAnswerByMeaningFetchesWhatIsNearAndNothingTwice() throws IOException {
        try (SiteServer server = new SiteServer(site);
                BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            Map<?, ?> answer = ask(server, page, 3, "semantic");

            assertEquals(urls(3, Query.SEMANTIC), answer.get("urls"), answer.toString());
            long all = new Ranges(index, IndexFormat.SECTION_PARTITIONS).size();
            long fetched = new Ranges(index, IndexFormat.SECTION_PARTITIONS).fetched(server);
            assertTrue(fetched > 0 && fetched < all / 3, fetched + " of " + all);
            int requests = server.requestsFor("search-index.bin").size();
            assertTrue(requests <= 16, server.requests().toString());

            assertEquals(answer, ask(server, page, 3, "semantic"), "the same again");
            assertEquals(requests, server.requestsFor("search-index.bin").size(), "and nothing more was fetched");

            assertEquals(
                    urls(44, Query.SEMANTIC), ask(server, page, 44, "semantic").get("urls"));
            assertTrue(new Ranges(index, IndexFormat.SECTION_PARTITIONS).fetched(server) > fetched);
        }
    }

    @Test
    void wordsAnswerAtOnceAndMeaningWhenItsPartHasCome() throws IOException {
        try (SiteServer server = new SiteServer(site);
                BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            page.navigate(server.base().resolve("index.html").toString());
            Map<?, ?> answers =
                    (Map<?, ?>) page.evaluate("""
                    async ({base, text}) => {
                      const {openSearch} = await import(new URL('docent.js', base));
                      const search = await openSearch({base});
                      await search.warm();
                      const better = new Promise(resolve => search.onUpgrade(resolve));
                      const first = await search.query(text);
                      await better;
                      const then = await search.query(text);
                      return {first: first.semantic, then: then.semantic, urls: then.hits.map(({url}) => url).join(' ')};
                    }""", Map.of("base", base(server), "text", PartitionedSite.question(9)));

            assertEquals(false, answers.get("first"));
            assertEquals(true, answers.get("then"));
            assertEquals(urls(9, Query.HYBRID), answers.get("urls"));
        }
    }

    @Test
    void aHostWithoutRangesSendsTheWholeOnce() throws IOException {
        try (SiteServer server = new SiteServer(site).withoutRanges();
                BrowserContext reader = chromium.newReader()) {
            assertEquals(
                    urls(3, Query.SEMANTIC),
                    ask(server, reader.newPage(), 3, "semantic").get("urls"));
            assertEquals(1, server.requestsFor("search-index.bin").size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {IndexFormat.SECTION_PARTITION_INDEX, IndexFormat.SECTION_PARTITIONS})
    void damageIsNamedWithItsPlace(int section) throws IOException {
        byte[] damaged = index.clone();
        Ranges range = new Ranges(index, section);
        for (int at = range.start; at < range.end; at += 60) {
            damaged[at] ^= 1;
        }
        try (SiteServer server = new SiteServer(site).cached("search-index.bin", damaged);
                BrowserContext reader = chromium.newReader()) {
            Map<?, ?> answer = ask(server, reader.newPage(), 3, "semantic");
            assertEquals("index-corrupt", answer.get("code"), answer.toString());
            String place = String.valueOf(answer.get("message")).replaceAll(".*at byte (\\d+):.*", "$1");
            int offset = Integer.parseInt(place);
            assertTrue(offset >= range.start && offset < range.end, answer.toString());
        }
    }

    @Test
    void statsTellThatVectorsLieInPartitions() {
        assertTrue(local.engine().hasPartitions());
        float[] vector = local.embed(PartitionedSite.question(5));
        var found = local.nearest(vector, 10, 0);
        assertEquals(10, found.foundCount());
        assertFalse(found.scanned());
        assertTrue(found.scoredCount() < PartitionedSite.SECTIONS, () -> String.valueOf(found.scoredCount()));
    }

    private static String urls(int subject, int mode) {
        return local.answer(new Query(PartitionedSite.question(subject), 10, mode, List.of())).hits().stream()
                .map(Hit::url)
                .collect(Collectors.joining(" "));
    }

    private static Map<?, ?> ask(SiteServer server, Page page, int subject, String mode) {
        if (!page.url().startsWith("http")) {
            page.navigate(server.base().resolve("index.html").toString());
        }
        return (Map<?, ?>) page.evaluate(
                ASK, Map.of("base", base(server), "text", PartitionedSite.question(subject), "mode", mode));
    }

    private static String base(SiteServer server) {
        return server.base().resolve("search/").toString();
    }

    /** Where a section lies, and how much of it a host was asked for. */
    private static final class Ranges {
        private int start;
        private int end;

        Ranges(byte[] file, int code) {
            HeapRegion bytes = HeapRegion.of(file);
            for (int i = 0; i < bytes.getInt(16); i++) {
                int entry = IndexFormat.HEADER_SIZE + i * IndexFormat.ENTRY_SIZE;
                if (bytes.getU16(entry) == code) {
                    start = bytes.getInt(entry + 4);
                    end = start + bytes.getInt(entry + 8);
                }
            }
            assertEquals(
                    end - start, IndexFile.open(bytes, IndexFormat.KIND_INDEX).storedSize(code));
        }

        int size() {
            return end - start;
        }

        long fetched(SiteServer server) {
            long bytes = 0;
            for (String request : server.requestsFor("search-index.bin")) {
                String[] range = request.split("bytes=")[1].split("-");
                bytes += Math.max(
                        0, Math.min(end, Integer.parseInt(range[1]) + 1) - Math.max(start, Integer.parseInt(range[0])));
            }
            return bytes;
        }
    }
}
