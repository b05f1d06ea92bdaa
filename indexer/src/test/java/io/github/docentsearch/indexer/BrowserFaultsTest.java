package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What can go wrong while a reader searches: it is named, nothing is left behind, and once it has passed the same page answers
 * as if nothing had been.
 */
class BrowserFaultsTest {
    /** Seconds of typing without pause; {@code -Ddocent.load.seconds=60} for a minute of it. */
    private static final int LOAD_SECONDS = Integer.getInteger("docent.load.seconds", 3);

    private static final int SEARCHES_PER_SECOND = 200;

    private static final Set<String> NAMED =
            Set.of("index-missing", "index-corrupt", "index-too-new", "engine-unsupported", "network");

    /** Opens the search if it is not, asks by meaning, and gives back the first hit, or the failure's code. */
    private static final String ASK = """
            async base => {
              try {
                const {openSearch} = await import(new URL('docent.js', base));
                globalThis.search ??= await openSearch({base});
                await search.warm();
                const {hits, semantic} = await search.query('how do I charge an empty battery?');
                return hits[0].url + ' ' + semantic;
              } catch (error) {
                return error.code ?? String(error);
              }
            }""";

    private static final String ANSWER = "power.html#charging true";

    private static Chromium chromium;
    private static SiteServer server;
    private static String base;

    @BeforeAll
    static void open() throws IOException {
        chromium = new Chromium();
        server = new SiteServer(PublishedSite.with(QueryEncoder.STATIC));
        base = server.base().resolve("search/").toString();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    /** What happens to an answer on its way. */
    enum Fault {
        CUT((route, response) -> route.abort("connectionreset")),
        TRUNCATED((route, response) -> {
            byte[] body = response.body();
            fulfill(route, response, Arrays.copyOf(body, body.length / 2));
        }),
        CORRUPTED((route, response) -> {
            byte[] body = response.body();
            for (int i = body.length / 3; i < body.length; i += 97) {
                body[i] ^= 0x15;
            }
            fulfill(route, response, body);
        }),
        EMPTY((route, response) -> fulfill(route, response, new byte[0])),
        ANOTHER_PAGE((route, response) -> route.fulfill(new Route.FulfillOptions()
                .setContentType("text/html")
                .setBody("<!DOCTYPE html><title>Please sign in to this network</title>")));

        private final BiConsumer<Route, APIResponse> effect;

        Fault(BiConsumer<Route, APIResponse> effect) {
            this.effect = effect;
        }

        private static void fulfill(Route route, APIResponse response, byte[] body) {
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(response.status())
                    .setContentType(response.headers().get("content-type"))
                    .setBodyBytes(body));
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverAnswerDoesNotArriveWholeIsNamedAndTheNextTryAnswers(Fault fault) {
        // How many requests follow a failure differs: the worker may end before it asks for what it no longer needs.
        int requests = askWithFault(fault, Integer.MAX_VALUE);
        assertTrue(requests >= 4, "worker, engine, index, query model: " + requests);
        for (int first = 0; first < requests; first++) {
            askWithFault(fault, first);
        }
    }

    /**
     * Asks twice, the second time without faults.
     *
     * @param first the request that the fault begins with
     * @return how many requests the first question took
     */
    private static int askWithFault(Fault fault, int first) {
        try (BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            page.navigate(server.base().resolve("power.html").toString());
            // The script itself is the page's to fetch; all that it fetches, its worker included, may fail.
            page.evaluate("base => import(new URL('docent.js', base))", base);
            AtomicInteger count = new AtomicInteger();
            reader.route("**/search/**", route -> {
                if (count.getAndIncrement() < first) {
                    route.resume();
                } else {
                    fault.effect.accept(route, fault == Fault.CUT ? null : route.fetch());
                }
            });
            String outcome = (String) page.evaluate(ASK, base);
            String message = fault + " from request " + first + " of " + count + " on: " + outcome;
            assertTrue(outcome.equals(ANSWER) || NAMED.contains(outcome), message);
            assertTrue(first < Integer.MAX_VALUE || outcome.equals(ANSWER), message);

            reader.unroute("**/search/**");
            assertEquals(ANSWER, page.evaluate(ASK, base), message);
            return count.get();
        }
    }

    @Test
    void aTabThatSleepsAmidASearchAnswersWhenItWakes() {
        try (BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            page.navigate(server.base().resolve("power.html").toString());
            assertEquals(ANSWER, page.evaluate(ASK, base));
            CDPSession devTools = reader.newCDPSession(page);
            page.evaluate("() => { globalThis.asleep = Promise.all(Array.from({length: 50}, (_, i) =>"
                    + " search.query('battery ' + i))); }");
            lifecycle(devTools, "frozen");
            lifecycle(devTools, "active");
            assertEquals(50, page.evaluate("async () => (await asleep).length"));
            assertEquals(ANSWER, page.evaluate(ASK, base));
        }
    }

    @Test
    void whereTheBrowserHasNoRoomToKeepAnythingTheSearchAnswers() {
        try (BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            page.navigate(server.base().resolve("power.html").toString());
            JsonObject quota = new JsonObject();
            quota.addProperty("origin", server.base().toString());
            quota.addProperty("quotaSize", 1);
            reader.newCDPSession(page).send("Storage.overrideQuotaForOrigin", quota);

            assertEquals(ANSWER, page.evaluate(ASK, base));

            page.reload();
            assertEquals(ANSWER, page.evaluate(ASK, base));
            assertEquals(0, page.evaluate("""
                    async () => {
                      const store = await caches.open('docent');
                      return (await store.keys()).length;
                    }"""));
        }
    }

    /** The engine runs on the page here, where its memory can be looked at. */
    @Test
    void searchesWithoutPauseAreAllAnsweredAndLeaveNothingBehind() {
        try (BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            page.addInitScript("""
                    WebAssembly.Memory = class extends WebAssembly.Memory {
                      constructor(descriptor) {
                        super(descriptor);
                        globalThis.engineMemory = this;
                      }
                    };""");
            page.navigate(server.base().resolve("power.html").toString());
            page.evaluate("""
                    async base => {
                      const {openSearch} = await import(new URL('docent.js', base));
                      globalThis.search = await openSearch({base, worker: false});
                      await search.warm();
                    }""", base);
            CDPSession devTools = reader.newCDPSession(page);
            typeFor(1, page);
            long heap = heapBytes(devTools);
            Object memory = page.evaluate("() => engineMemory.buffer.byteLength");

            int asked = typeFor(LOAD_SECONDS, page);

            long grown = heapBytes(devTools) - heap;
            System.out.println(asked + " searches in " + LOAD_SECONDS + " s or more, each answered; heap " + heap
                    + " bytes, grown by " + grown + "; engine's memory " + memory + " bytes");
            assertTrue(grown < 512 << 10, "heap grown by " + grown);
            assertEquals(memory, page.evaluate("() => engineMemory.buffer.byteLength"));
            assertEquals(ANSWER, page.evaluate(ASK, base));
        }
    }

    /** Asks 200 times a second, and no slower where the answers come later; how often it was asked, all answered. */
    private static int typeFor(int seconds, Page page) {
        return (int) page.evaluate("""
                async ([seconds, perSecond]) => {
                  const texts = ['b', 'ba', 'battery', 'wirelss pasword', 'my laptop is out of power', '"type its', 'zzz', ''];
                  const answers = [];
                  let answered = 0;
                  for (let i = 0; i < seconds * perSecond; i++) {
                    const text = texts[i % texts.length] + (i % 3 ? '' : i);
                    const abort = new AbortController();
                    const answer = search.query(text, {signal: abort.signal}).then(
                        () => answered++, error => { if (error.code === 'aborted') answered++; else throw error; });
                    // A reader who goes on typing gives up on every fifth.
                    if (i % 5 === 0) abort.abort();
                    answers.push(answer);
                    if (i % (perSecond / 100) === 0) await new Promise(resolve => setTimeout(resolve, 10));
                  }
                  await Promise.all(answers);
                  return answered;
                }""", List.of(seconds, SEARCHES_PER_SECOND));
    }

    private static long heapBytes(CDPSession devTools) {
        devTools.send("HeapProfiler.collectGarbage");
        devTools.send("HeapProfiler.collectGarbage");
        return devTools.send("Runtime.getHeapUsage").get("usedSize").getAsLong();
    }

    private static void lifecycle(CDPSession devTools, String state) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("state", state);
        devTools.send("Page.setWebLifecycleState", parameters);
    }
}
