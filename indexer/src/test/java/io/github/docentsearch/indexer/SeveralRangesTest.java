package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts of an index that are fetched in one request from hosts that send them so. */
class SeveralRangesTest {
    private static final String NGINX = "nginx/1.22.1";

    @TempDir
    private static Path folder;

    private static Path site;
    private static Path nextRelease;
    private static Chromium chromium;

    @BeforeAll
    static void publish() throws Exception {
        site = LargeSite.publish(folder.resolve("first"), 1);
        nextRelease = LargeSite.publish(folder.resolve("next"), 2);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void theFirstAnswerTakesThreeRequestsForTheIndex() throws IOException {
        try (SiteServer server = new SiteServer(site).several(SeveralRanges.TOGETHER, Map.of("Server", NGINX));
                BrowserContext reader = chromium.newReader()) {
            assertFound(server, reader, "b", "l", "z");
            assertEquals(3, indexRequests(server).size(), server.requests().toString());

            assertFound(server, reader, "b", "l", "z");
            assertEquals(3, indexRequests(server).size(), "what was fetched is kept: " + server.requests());

            assertFound(server, reader, "d", "n", "t");
            List<String> more =
                    indexRequests(server).subList(3, indexRequests(server).size());
            assertFalse(more.isEmpty(), server.requests().toString());
            assertTrue(more.stream().allMatch(SeveralRangesTest::hasSeveral), "what was learnt is kept: " + more);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"TOGETHER", "CUT", "BUSY"},
            mode = EnumSource.Mode.EXCLUDE)
    void aHostThatSendsThemInNoOtherWayIsAskedOnce(SeveralRanges habit) throws IOException {
        try (SiteServer server = new SiteServer(site).several(habit, Map.of("Server", NGINX));
                BrowserContext reader = chromium.newReader()) {
            assertFound(server, reader, "b", "l", "z");
            assertFound(server, reader, "d", "n", "t");
            assertEquals(
                    1,
                    indexRequests(server).stream()
                            .filter(SeveralRangesTest::hasSeveral)
                            .count(),
                    server.requests().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "BUSY"})
    void whatPassesIsNotTakenForTheHostsHabit(SeveralRanges passing) throws IOException {
        try (SiteServer server = new SiteServer(site).several(passing, Map.of("Server", NGINX));
                BrowserContext reader = chromium.newReader()) {
            assertFound(server, reader, "b", "l", "z");
            int before = indexRequests(server).size();
            server.several(SeveralRanges.TOGETHER, Map.of("Server", NGINX));
            assertFound(server, reader, "d", "n", "t");
            List<String> more =
                    indexRequests(server).subList(before, indexRequests(server).size());
            assertFalse(more.isEmpty(), server.requests().toString());
            assertTrue(more.stream().allMatch(SeveralRangesTest::hasSeveral), more.toString());
        }
    }

    /** Under the old release's name, they would be a damaged index to every further page of that release. */
    @Test
    void partsOfANewReleaseAreNotKeptAsThoseOfTheOldOne() throws IOException {
        try (SiteServer server = new SiteServer(site).several(SeveralRanges.TOGETHER, Map.of("Server", NGINX));
                BrowserContext reader = chromium.newReader();
                Page page = reader.newPage()) {
            page.navigate(server.base().resolve("page0.html").toString());
            String base = server.base().resolve("search/").toString();
            String indexOfOldRelease = (String) page.evaluate("""
                    async base => {
                      globalThis.kept = [];
                      const {put} = Cache.prototype;
                      Cache.prototype.put = function(key, value) {
                        kept.push(key);
                        return put.call(this, key, value);
                      };
                      globalThis.search = await (await import(new URL('docent.js', base))).openSearch({base, worker: false});
                      return kept.find(key => key.includes('search-index.bin')).split('&')[0];
                    }""", base);
            server.release(nextRelease);
            String question = Stream.of("b", "l", "z")
                    .map(beginning -> LargeSite.wordOfAnswer(site, beginning))
                    .collect(Collectors.joining(" "));
            List<?> keptOfOldRelease =
                    (List<?>) page.evaluate("""
                    async ({question, index}) => {
                      kept.length = 0;
                      await search.query(question);
                      return kept.filter(key => key.startsWith(index) && /&bytes=\\d/.test(key));
                    }""", Map.of("question", question, "index", indexOfOldRelease));
            assertTrue(indexRequests(server).stream().anyMatch(SeveralRangesTest::hasSeveral));
            assertEquals(List.of(), keptOfOldRelease);
        }
    }

    @Test
    void aHostBehindACacheOrUnknownIsNotAsked() throws IOException {
        List<Map<String, String>> hosts = List.of(
                Map.of(),
                Map.of("Server", "GitHub.com"),
                Map.of("Server", NGINX, "Via", "1.1 varnish"),
                Map.of("Server", NGINX, "Age", "0"),
                Map.of("Server", NGINX, "X-Cache", "Miss from cloudfront"));
        for (Map<String, String> headers : hosts) {
            try (SiteServer server = new SiteServer(site).several(SeveralRanges.WHOLE_FILE, headers);
                    BrowserContext reader = chromium.newReader()) {
                assertFound(server, reader, "b", "l", "z");
                assertTrue(
                        indexRequests(server).stream().noneMatch(SeveralRangesTest::hasSeveral),
                        headers + ": " + server.requests());
            }
        }
    }

    /** On a new page, asks for words of one section. */
    private static void assertFound(SiteServer server, BrowserContext reader, String... beginnings) {
        String question = Stream.of(beginnings)
                .map(beginning -> LargeSite.wordOfAnswer(site, beginning))
                .collect(Collectors.joining(" "));
        try (Page page = reader.newPage()) {
            page.navigate(server.base().resolve("page0.html").toString());
            Object url = page.evaluate(
                    """
                    async ({base, question}) => {
                      const search = await (await import(new URL('docent.js', base))).openSearch({base});
                      return (await search.query(question)).hits[0].url;
                    }""", Map.of("base", server.base().resolve("search/").toString(), "question", question));
            assertEquals("page7.html#s3", url, server.requests().toString());
        }
    }

    private static List<String> indexRequests(SiteServer server) {
        return server.requestsFor("search-index.bin");
    }

    private static boolean hasSeveral(String request) {
        return request.contains(",");
    }
}
