package io.github.docentsearch.it.firefox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.docentsearch.indexer.LocalSearch;
import io.github.docentsearch.it.StaticHost;
import io.github.docentsearch.it.box.Handbook;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The handbook in Firefox: on a host, from disk and under strict policies it gives the hits of the JVM. */
class FirefoxIT {
    /** The manual's policy, and what the handbook's own style and the browser's wish for an icon need. */
    private static final String STRICT =
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self';"
                    + " style-src 'self'; img-src 'self'";

    private static final String WITHOUT_WASM = STRICT.replace(" 'wasm-unsafe-eval'", "");

    private static final List<String> QUESTIONS =
            List.of("ragged wick", "bad weather at sea", "how do I make the glass shine", "lamp -oil", "qqqxxzz");

    /** Asks all questions through the page's module, or the script that pages from disk have in its place. */
    private static final String ASK = """
            async (base, questions) => {
              const {openSearch} = globalThis.docentFromDisk ?? await import(new URL('docent.js', base).href);
              const search = await openSearch({base});
              await search.warm();
              const lines = [];
              for (const question of JSON.parse(questions)) {
                for (const mode of ['hybrid', 'keyword', 'semantic']) {
                  const {hits} = await search.query(question, {mode});
                  lines.push(mode + ' ' + question);
                  for (const {url, via, score} of hits) lines.push(`${url} ${via} ${Math.round(score * 1e6)}`);
                }
              }
              return {engine: search.stats().engine, lines};
            }""";

    private static final String LOAD_DISK_SCRIPT = """
            () => new Promise((resolve, reject) => {
              const script = document.createElement('script');
              script.src = 'search/disk/docent.js';
              script.onload = resolve;
              script.onerror = reject;
              document.head.append(script);
            })""";

    /** Waits until the box shows results of the kind that a group's heading names; tells where they lead. */
    private static final String SHOWN = """
            heading => new Promise(resolve => {
              const look = () => {
                const root = document.querySelector('docent-search-dialog')?.shadowRoot;
                const links = [...root?.querySelectorAll('[role=option]') ?? []].map(link => link.getAttribute('href'));
                if (links.length && root.textContent.includes(heading)) resolve(links);
                else setTimeout(look, 50);
              };
              look();
            })""";

    @Test
    void onAHostTheModuleGivesTheHitsOfTheJvm() throws IOException {
        try (StaticHost host = StaticHost.serve(Handbook.site());
                Firefox firefox = new Firefox()) {
            assertAnswersOfTheJvm(firefox.open(host.url("index.html")), host.url("search/"), "wasm-simd");
            assertEquals(List.of(), elsewhere(firefox.requests()));
            assertEquals(List.of(), firefox.complaints());
        }
    }

    @Test
    void onAHostTheBoxAnswersByWordsAndByMeaning() throws IOException {
        try (StaticHost host = StaticHost.serve(Handbook.site());
                Firefox firefox = new Firefox()) {
            assertTheBoxAnswers(firefox.open(host.url("index.html")));
            assertEquals(List.of(), firefox.complaints());
        }
    }

    @Test
    void fromDiskTheBoxAnswersByWordsAndByMeaning() throws IOException {
        try (Firefox firefox = new Firefox()) {
            String index = Handbook.site().resolve("index.html").toUri().toString();
            assertTheBoxAnswers(firefox.open(index));
            assertEquals(List.of(), elsewhere(firefox.requests()));
        }
    }

    @Test
    void fromDiskBothEnginesGiveTheHitsOfTheJvm() throws IOException {
        String index = Handbook.site().resolve("index.html").toUri().toString();
        String base = Handbook.site().resolve("search").toUri().toString();
        try (Firefox firefox = new Firefox()) {
            Firefox.Tab tab = firefox.open(index);
            tab.call(LOAD_DISK_SCRIPT);
            assertAnswersOfTheJvm(tab, base, "wasm-simd");

            firefox.runFirst("() => { delete globalThis.WebAssembly; }");
            Firefox.Tab old = firefox.open(index);
            old.call(LOAD_DISK_SCRIPT);
            assertAnswersOfTheJvm(old, base, "js");
        }
    }

    @Test
    void aStrictPolicyAllowsAllThatTheSearchNeeds() throws IOException {
        try (StaticHost host = StaticHost.serve(Handbook.site(), Map.of("Content-Security-Policy", STRICT));
                Firefox firefox = new Firefox()) {
            Firefox.Tab tab = firefox.open(host.url("index.html"));
            assertAnswersOfTheJvm(tab, host.url("search/"), "wasm-simd");
            assertTheBoxAnswers(tab);
            assertEquals(List.of(), firefox.complaints());
        }
    }

    @Test
    void underAPolicyThatForbidsWebAssemblyTheEngineRunsAsJavaScript() throws IOException {
        try (StaticHost host = StaticHost.serve(Handbook.site(), Map.of("Content-Security-Policy", WITHOUT_WASM));
                Firefox firefox = new Firefox()) {
            Firefox.Tab tab = firefox.open(host.url("index.html"));
            assertAnswersOfTheJvm(tab, host.url("search/"), "js");
            assertTheBoxAnswers(tab);
            assertTrue(host.requests().stream().noneMatch(request -> request.contains("docent.wasm")));
        }
    }

    private static void assertAnswersOfTheJvm(Firefox.Tab tab, String base, String engine) throws IOException {
        List<String> expected = new ArrayList<>();
        LocalSearch local = LocalSearch.open(Handbook.site().resolve("search"));
        JsonArray questions = new JsonArray();
        for (String question : QUESTIONS) {
            questions.add(question);
            addHits("hybrid", question, Query.HYBRID, local, expected);
            addHits("keyword", question, Query.KEYWORD, local, expected);
            addHits("semantic", question, Query.SEMANTIC, local, expected);
        }
        JsonObject answer = tab.call(ASK, base, questions.toString()).getAsJsonObject();
        assertEquals(expected, strings(answer.getAsJsonArray("lines")));
        assertEquals(engine, answer.get("engine").getAsString());
    }

    private static void addHits(String name, String question, int mode, LocalSearch local, List<String> lines) {
        lines.add(name + " " + question);
        for (Hit hit : local.answer(new Query(question, 10, mode, List.of())).hits()) {
            lines.add(hit.url() + " " + hit.via() + " " + Math.round(hit.score() * 1_000_000));
        }
    }

    private static void assertTheBoxAnswers(Firefox.Tab tab) {
        tab.control("k");
        tab.type("ragged wick");
        List<String> byWords = strings(tab.call(SHOWN, "A ragged wick smokes").getAsJsonArray());
        assertTrue(byWords.get(0).contains("guide/lamp.html"), byWords.toString());

        tab.control("a");
        tab.type("bad weather at sea");
        tab.call(SHOWN, "Related by meaning");
    }

    private static List<String> elsewhere(List<String> addresses) {
        return addresses.stream()
                .filter(address -> !address.matches("(?:http://localhost:\\d+/|file:///|data:|about:).*"))
                .toList();
    }

    private static List<String> strings(JsonArray array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.getAsString()));
        return strings;
    }
}
