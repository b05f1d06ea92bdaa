package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published search in the distribution's Chromium: every place and host that readers may meet it on. */
class SearchInChromiumTest {
    private static final String STRICT_POLICY =
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

    private static final String NO_WASM_POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'";

    /** Opens the search, waits for meaning, asks, and gives back the first hit and what it took. */
    private static final String ASK = """
            async ({base, worker}) => {
              const {openSearch} = globalThis.docentFromDisk ?? await import(new URL('docent.js', base));
              try {
                const search = await openSearch({base, worker});
                await search.warm();
                const {hits, semantic} = await search.query('how do I charge an empty battery?');
                return {url: hits[0].url, semantic, ...search.stats()};
              } catch (error) {
                return {code: error.code ?? String(error)};
              }
            }""";

    /** What comes of vectors that are none. */
    private static final String ASK_BADLY = """
            async ({base, worker}) => {
              const {openSearch} = await import(new URL('docent.js', base));
              const search = await openSearch({base, worker});
              const errors = [];
              for (const vector of [new Float32Array(384), new Float32Array(3).fill(1), new Float32Array(384).fill(NaN)]) {
                await search.nearest(vector).catch(error => errors.push(`${error.name}: ${error.message}`));
              }
              await search.nearest(new Float32Array(384).fill(1), {k: 0}).catch(error => errors.push(error.name));
              return errors;
            }""";

    private static Chromium chromium;

    @BeforeAll
    static void startBrowser() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @Test
    void aStrictPolicyAllowsAllThatTheSearchNeeds() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root()).securityPolicy(STRICT_POLICY)) {
            Map<?, ?> answer = ask(server, true);
            assertEquals("power.html#charging", answer.get("url"), answer.toString());
            assertEquals("wasm-simd", answer.get("engine"));
            assertEquals(answer, ask(server, false), "on the page, without a worker");
        }
    }

    @Test
    void vectorsThatAreNoneAreRefusedWithTheReasonInAWorkerToo() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root())) {
            List<?> errors = (List<?>) evaluate(server, ASK_BADLY, true);

            assertEquals("RangeError: The query vector is all zeros, so nothing is near to it", errors.get(0));
            assertTrue(
                    errors.get(1).toString().startsWith("RangeError: The query vector has 3 dimensions"),
                    errors.toString());
            assertEquals("RangeError: The query vector's value 0 is not a finite number", errors.get(2));
            assertEquals("RangeError", errors.get(3));
            assertEquals(errors, evaluate(server, ASK_BADLY, false), "on the page, without a worker");
        }
    }

    /** As long as no query may be: `embed` is for programs too. */
    @Test
    void aLongTextBeyondAsciiIsEmbeddedByItsBeginning() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root())) {
            Object answer = evaluate(server, """
                    async ({base, worker}) => {
                      const search = await (await import(new URL('docent.js', base))).openSearch({base, worker});
                      try {
                        const long = await search.embed('é '.repeat(200000));
                        const short = await search.embed('é '.repeat(1000));
                        return long.length + ' ' + long.every((value, i) => value === short[i]);
                      } catch (error) {
                        return error.message;
                      }
                    }""", false);
            assertEquals("384 true", answer);
        }
    }

    @Test
    void readersWithWebAssemblyNeverFetchTheEngineAsJavaScript() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root())) {
            ask(server, true);
            assertEquals(List.of(), server.requestsFor("docent-engine.js"));
        }
    }

    @Test
    void underAPolicyThatForbidsWebAssemblyTheEngineRunsAsJavaScript() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root()).securityPolicy(NO_WASM_POLICY)) {
            Map<?, ?> answer = ask(server, true);
            assertEquals("power.html#charging", answer.get("url"), answer.toString());
            assertEquals(true, answer.get("semantic"));
            assertEquals("js", answer.get("engine"));
            assertEquals(answer, ask(server, false), "on the page, without a worker");
            assertEquals(List.of(), server.requestsFor("docent.wasm"));
        }
    }

    @Test
    void aPolicyThatForbidsBothEnginesIsNamed() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root())) {
            server.securityPolicy("script-src " + server.base().resolve("search/docent.js"));
            assertEquals(Map.of("code", "csp-blocked"), ask(server, true));
        }
    }

    @Test
    void aMissingEngineIsNamedThatOnlyOldBrowsersNeed() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root())
                .securityPolicy(NO_WASM_POLICY)
                .without("docent-engine.js")) {
            assertEquals(Map.of("code", "index-missing"), ask(server, true));
        }
    }

    @Test
    void aHostWithoutRangesServesWholeFiles() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root()).withoutRanges()) {
            assertEquals("power.html#charging", ask(server, true).get("url"));
        }
    }

    @Test
    void aPassingFailureIsTriedAgain() throws IOException {
        try (SiteServer server =
                new SiteServer(PublishedSite.root()).failOnce("docent.wasm").failOnce("query-model.bin")) {
            assertEquals("power.html#charging", ask(server, true).get("url"));
        }
    }

    @Test
    void aFirstKeywordAnswerTakesFewRequests() throws IOException {
        try (SiteServer server = new SiteServer(PublishedSite.root())) {
            ask(server, true);
            long beforeMeaning = server.requests().stream()
                    .filter(request -> request.contains("docent.wasm") || request.contains("search-index.bin"))
                    .count();
            assertTrue(beforeMeaning <= 5, server.requests().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"wasm-simd, ''", "js, delete globalThis.WebAssembly"})
    void aSiteOpenedFromDiskIsSearchedByMeaningToo(String engine, String before) {
        try (BrowserContext context = chromium.newReader()) {
            context.addInitScript(before);
            Page page = context.newPage();
            page.navigate(PublishedSite.root().resolve("power.html").toUri().toString());
            page.evaluate("""
                    () => new Promise((resolve, reject) => {
                      const script = document.createElement('script');
                      script.src = 'search/disk/docent.js';
                      script.onload = resolve;
                      script.onerror = reject;
                      document.head.append(script);
                    })""");
            Map<?, ?> answer = (Map<?, ?>) page.evaluate(
                    ASK, Map.of("base", PublishedSite.search().toUri().toString(), "worker", true));
            assertEquals("power.html#charging", answer.get("url"), answer.toString());
            assertEquals(true, answer.get("semantic"));
            assertEquals(engine, answer.get("engine"));
        }
    }

    private static Map<?, ?> ask(SiteServer server, boolean worker) {
        return (Map<?, ?>) evaluate(server, ASK, worker);
    }

    private static Object evaluate(SiteServer server, String function, boolean worker) {
        try (BrowserContext context = chromium.newReader()) {
            Page page = context.newPage();
            page.navigate(server.base().resolve("power.html").toString());
            String base = server.base().resolve("search/").toString();
            return page.evaluate(function, Map.of("base", base, "worker", worker));
        }
    }
}
