package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is fetched in parts, from hosts of all kinds, and what a reader meets while a site is published anew. */
class HostsTest {
    /** Opens the search and asks; gives back where the hits are, or why there are none. */
    private static final String ASK = """
            async ({base, text}) => {
              try {
                globalThis.search ??= await (await import(new URL('docent.js', base))).openSearch({base});
                // Two at once, as a reader who types makes them.
                const [, {hits}] = await Promise.all([search.query(text.slice(0, -1)), search.query(text)]);
                return hits.map(({url}) => url).join(' ');
              } catch (error) {
                return error.code ?? String(error);
              }
            }""";

    @TempDir
    private static Path folder;

    private static Path site;
    private static Path nextRelease;
    private static Chromium chromium;

    @BeforeAll
    static void publish() throws Exception {
        site = LargeSite.publish(folder.resolve("first"), 1);
        nextRelease = LargeSite.publish(folder.resolve("next"), 2);
        assertTrue(Files.size(site.resolve("search/search-index.bin")) > 1 << 20);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void aLargeIndexIsFetchedInParts() throws IOException {
        try (SiteServer server = new SiteServer(site)) {
            assertEquals("page7.html#s3", ask(server));
            assertTrue(
                    indexRequests(server).stream().allMatch(request -> request.contains("bytes=")),
                    server.requests().toString());
        }
    }

    /** One at a time, the words of a question would cost a round trip each. */
    @Test
    void rangesAreAskedForAtOnce() throws IOException {
        String question = Stream.of("b", "l", "z")
                .map(beginning -> LargeSite.wordOfAnswer(site, beginning))
                .collect(Collectors.joining(" "));
        try (SiteServer server = new SiteServer(site).awaiting(3);
                BrowserContext reader = chromium.newReader()) {
            String hits = ask(server, reader.newPage(), question);
            assertTrue(hits.startsWith("page7.html#s3"), hits + server.requests());
        }
    }

    /** The host answers when the second question has come, and that comes when the first one's promise is settled. */
    @Test
    void whoAbortsWaitsForNoAnswer() throws IOException {
        try (SiteServer server = new SiteServer(site).awaiting(2);
                BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            page.navigate(server.base().resolve("page0.html").toString());
            Object codeAndHit = page.evaluate(
                    """
                    async ({base, first, second}) => {
                      const search = await (await import(new URL('docent.js', base))).openSearch({base});
                      const abort = new AbortController();
                      const aborted = search.query(first, {signal: abort.signal}).catch(({code}) => code);
                      abort.abort();
                      return await aborted + ' ' + (await search.query(second)).hits[0].url;
                    }""",
                    Map.of(
                            "base", server.base().resolve("search/").toString(),
                            "first", LargeSite.wordOfAnswer(site, "b"),
                            "second", "marker7x3"));
            assertEquals("aborted page7.html#s3", codeAndHit);
        }
    }

    @Test
    void aSiteWithoutMeaningSaysSoAndFetchesNothing() throws IOException {
        try (SiteServer server = new SiteServer(site);
                BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            assertEquals("page7.html#s3", ask(server, page, "marker7x3"));
            int before = server.requests().size();
            Object codes = page.evaluate("""
                    async () => {
                      const asked = [
                        search.warm(), search.embed('x'), search.nearest(new Float32Array(384)),
                        search.query('x', {mode: 'semantic'}),
                      ];
                      return (await Promise.allSettled(asked)).map(({reason}) => reason?.code).join(' ');
                    }""");
            assertEquals("index-missing index-missing index-missing index-missing", codes);
            assertEquals(before, server.requests().size(), server.requests().toString());
        }
    }

    @Test
    void aHostWithoutRangesSendsTheWholeOnce() throws IOException {
        try (SiteServer server = new SiteServer(site).withoutRanges()) {
            assertEquals("page7.html#s3", ask(server));
            assertEquals(1, indexRequests(server).size(), server.requests().toString());
        }
    }

    @Test
    void aHostThatCompressesOnTheFlyIsUnderstood() throws IOException {
        try (SiteServer server = new SiteServer(site).compressing()) {
            assertEquals("page7.html#s3", ask(server));
        }
    }

    @Test
    void redirectsAreFollowed() throws IOException {
        try (SiteServer server = new SiteServer(site).redirecting()) {
            assertEquals("page7.html#s3", ask(server));
        }
    }

    @Test
    void aHostThatSendsLittleAtATimeIsWaitedFor() throws IOException {
        try (SiteServer server = new SiteServer(site).dribbling()) {
            assertEquals("page7.html#s3", ask(server));
        }
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() throws IOException {
        try (SiteServer server =
                new SiteServer(site).cutOnce("search-index.bin").cutOnce("docent.wasm")) {
            assertEquals("page7.html#s3", ask(server));
        }
    }

    @Test
    void aFileThatIsMissingForAMomentIsFoundAMomentLater() throws IOException {
        try (SiteServer server =
                new SiteServer(site).loseOnce("search-index.bin").failOnce("docent.wasm")) {
            assertEquals("page7.html#s3", ask(server));
        }
    }

    @Test
    void anOldScriptInACacheFindsWhatIsPublishedNow() throws IOException {
        byte[] old = Files.readAllBytes(site.resolve("search/docent.js"));
        try (SiteServer server = new SiteServer(nextRelease).cached("docent.js", old);
                BrowserContext reader = chromium.newReader()) {
            assertFalse(ask(server, reader.newPage(), "inrelease2").isEmpty());
        }
    }

    @Test
    void aPageThatStaysOpenFollowsANewRelease() throws IOException {
        try (SiteServer server = new SiteServer(site);
                BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            assertEquals("page7.html#s3", ask(server, page, "marker7x3"));
            server.release(nextRelease);
            assertFalse(ask(server, page, "inrelease2").isEmpty());
        }
    }

    /** The query model is fetched after the first answer, while the reader goes on typing. */
    @Test
    void aReleaseThatIsMetInTheBackgroundIsFollowedToo() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.with(IndexerOptions.QueryEncoder.TRANSFORMER));
                BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            page.navigate(server.base().resolve("power.html").toString());
            page.evaluate("""
                    async base => {
                      globalThis.search = await (await import(new URL('docent.js', base))).openSearch({base});
                    }""", server.base().resolve("search/").toString());
            server.release(PublishedSite.with(IndexerOptions.QueryEncoder.STATIC));
            Object encoder = page.evaluate("""
                    async () => {
                      for (;;) {
                        const better = new Promise(resolve => search.onUpgrade(resolve));
                        const {semantic} = await search.query('how do I charge an empty battery?');
                        if (semantic) return search.stats().encoder;
                        await better;
                      }
                    }""");
            assertEquals("static", encoder);
        }
    }

    @Test
    void aDamagedIndexIsNamedAfterOneLookForABetterOne() throws IOException {
        byte[] damaged = Files.readAllBytes(site.resolve("search/search-index.bin"));
        damaged[40] ^= 1;
        try (SiteServer server = new SiteServer(site).cached("search-index.bin", damaged)) {
            assertEquals("index-corrupt", ask(server));
            assertEquals(2, indexRequests(server).size(), server.requests().toString());
        }
    }

    /** Hosts tell caches to forget within minutes; the largest file is kept all the same. */
    @Test
    void theQueryModelIsKeptUntilItChanges() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root());
                BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            page.navigate(server.base().resolve("power.html").toString());
            page.evaluate("""
                    async base => (await caches.open('docent'))
                        .put(new URL('search/query-model.bin?v=older&bytes=0-9', base), new Response('old'))
                    """, server.base().toString());
            warm(server, page);
            long asked = modelRequests(server);
            Page next = reader.newPage();
            next.navigate(server.base().resolve("power.html").toString());
            warm(server, next);

            assertTrue(asked > 0);
            assertEquals(asked, modelRequests(server), "a second page fetches none of it");
            Object kept = next.evaluate("async () => (await (await caches.open('docent')).keys()).map(key => key.url)");
            assertFalse(kept.toString().contains("v=older"), kept.toString());
        }
    }

    private static void warm(SiteServer server, Page page) {
        page.evaluate("""
                async base => {
                  const {openSearch} = await import(new URL('docent.js', base));
                  const search = await openSearch({base});
                  await search.warm();
                  search.close();
                }""", server.base().resolve("search/").toString());
    }

    private static long modelRequests(SiteServer server) {
        return server.requests().stream()
                .filter(request -> request.contains("query-model.bin"))
                .count();
    }

    private static List<String> indexRequests(SiteServer server) {
        return server.requests().stream()
                .filter(request -> request.contains("search-index.bin"))
                .toList();
    }

    private static String ask(SiteServer server) {
        try (BrowserContext reader = chromium.newReader()) {
            return ask(server, reader.newPage(), "marker7x3");
        }
    }

    private static String ask(SiteServer server, Page page, String text) {
        if (!page.url().startsWith("http")) {
            page.navigate(server.base().resolve("page0.html").toString());
        }
        String base = server.base().resolve("search/").toString();
        return (String) page.evaluate(ASK, Map.of("base", base, "text", text));
    }
}
