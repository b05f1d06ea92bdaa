package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site with a service worker of the simplest kind, which keeps every whole answer: what was searched works offline too. */
class ServiceWorkerTest {
    private static final String SERVICE_WORKER = """
            self.addEventListener('install', () => self.skipWaiting());
            self.addEventListener('activate', event => event.waitUntil(clients.claim()));
            self.addEventListener('fetch', event => event.respondWith((async () => {
              const cache = await caches.open('site');
              const kept = await cache.match(event.request);
              if (kept) return kept;
              const response = await fetch(event.request);
              if (response.status === 200) await cache.put(event.request, response.clone());
              return response;
            })()));
            """;

    private static final String REGISTER = """
            async () => {
              const controlled = new Promise(resolve => navigator.serviceWorker.addEventListener('controllerchange', resolve));
              await navigator.serviceWorker.register('sw.js');
              await controlled;
            }""";

    /** Asks by meaning, and waits until as many ranges are kept as were fetched. */
    private static final String ASK = """
            async ({base, text}) => {
              const {openSearch} = await import(new URL('docent.js', base));
              const search = await openSearch({base});
              const {hits, semantic} = await search.query(text, {mode: 'semantic'});
              const store = await caches.open('docent');
              for (let before = -1, kept = 0; before < kept;) {
                before = kept;
                await new Promise(resolve => setTimeout(resolve, 300));
                kept = (await store.keys()).length;
              }
              search.close();
              return semantic + ' ' + hits.map(({url}) => url).join(' ');
            }""";

    @TempDir
    private static Path folder;

    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void aLargeSiteThatWasSearchedAnswersOffline() throws Exception {
        Path site = PartitionedSite.publish(folder);
        Files.writeString(site.resolve("sw.js"), SERVICE_WORKER);
        answersOffline(site, PartitionedSite.question(12));
    }

    private static void answersOffline(Path site, String text) throws IOException {
        try (BrowserContext reader = chromium.newReader()) {
            Page page = reader.newPage();
            String address;
            String base;
            String online;
            try (SiteServer server = new SiteServer(site)) {
                address = server.base().resolve("index.html").toString();
                base = server.base().resolve("search/").toString();
                page.navigate(address);
                page.evaluate(REGISTER);
                page.reload();
                online = (String) page.evaluate(ASK, Map.of("base", base, "text", text));
                assertTrue(online.startsWith("true page"), online);
                assertTrue(
                        server.requestsFor("search-index.bin").stream().allMatch(request -> request.contains("bytes=")),
                        server.requests().toString());
            }
            page.reload();
            assertEquals(online, page.evaluate(ASK, Map.of("base", base, "text", text)), "without a host");
        }
    }
}
