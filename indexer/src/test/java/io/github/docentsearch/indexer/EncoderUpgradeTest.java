package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A site with both encoders: the small one answers at once, the large one when the reader has paused and can afford it. */
class EncoderUpgradeTest {
    private static final String QUESTION = "how do I charge an empty battery?";
    private static final long LONGER_THAN_ANY_PAUSE = 60_000;

    private static final String OPEN = """
            async base => {
              const {openSearch} = await import(new URL('docent.js', base));
              window.search = await openSearch({base, worker: false});
              await search.warm();
            }""";

    private static final String ASK = """
            async question => {
              const {hits} = await search.query(question);
              return search.stats().encoder + hits.map(({url, score}) => ` ${url} ${Math.round(score * 1e6)}`).join('');
            }""";

    private static Path site;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        site = PublishedSite.with(IndexerOptions.QueryEncoder.BOTH);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void theTransformerTakesOverWhenTheReaderPauses() throws IOException {
        LocalSearch local = LocalSearch.open(site.resolve("search"));
        try (SiteServer server = new SiteServer(site);
                BrowserContext context = chromium.newReader()) {
            Page page = open(server, context, "");

            assertEquals(answer("static", local), page.evaluate(ASK, QUESTION));
            page.evaluate("() => { window.upgraded = new Promise(resolve => search.onUpgrade(resolve)); }");
            page.clock().runFor(LONGER_THAN_ANY_PAUSE);
            page.evaluate("() => window.upgraded");

            local.useTransformer();
            assertEquals(answer("transformer", local), page.evaluate(ASK, QUESTION));
        }
    }

    @Test
    void aSlowOrMeteredConnectionIsSpared() throws IOException {
        for (String connection :
                List.of("{saveData: true}", "{effectiveType: '3g'}", "{effectiveType: '4g', type: 'cellular'}")) {
            try (SiteServer server = new SiteServer(site);
                    BrowserContext context = chromium.newReader()) {
                Page page = open(server, context, connection);
                String answer = (String) page.evaluate(ASK, QUESTION);
                List<String> requests = List.copyOf(server.requests());
                page.clock().runFor(LONGER_THAN_ANY_PAUSE);

                assertTrue(answer.startsWith("static power.html#charging "), connection + ": " + answer);
                assertEquals(answer, page.evaluate(ASK, QUESTION), connection);
                assertEquals(requests, server.requests(), connection);
            }
        }
    }

    private static Page open(SiteServer server, BrowserContext context, String connection) {
        Page page = context.newPage();
        page.clock().install();
        if (!connection.isEmpty()) {
            page.addInitScript("Object.defineProperty(navigator, 'connection', {value: " + connection + "})");
        }
        page.navigate(server.base().resolve("power.html").toString());
        page.evaluate(OPEN, server.base().resolve("search/").toString());
        return page;
    }

    private static String answer(String encoder, LocalSearch local) {
        return local.answer(Query.of(QUESTION)).hits().stream()
                .map(hit -> " " + hit.url() + " " + Math.round(hit.score() * 1_000_000))
                .collect(Collectors.joining("", encoder, ""));
    }
}
