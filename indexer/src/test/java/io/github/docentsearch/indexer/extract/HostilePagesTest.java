package io.github.docentsearch.indexer.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.crawl.CrawlOptions;
import io.github.docentsearch.indexer.crawl.SiteCrawler;
import io.github.docentsearch.indexer.crawl.SkippedFile;
import io.github.docentsearch.indexer.crawl.SourcePage;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that nobody should write. */
class HostilePagesTest {
    private static Page page(String html) throws Exception {
        return new PageExtractor(ExtractOptions.DEFAULT).extract(new SourcePage("page.html", "page.html", html));
    }

    private static List<Chunk> chunks(Page page) {
        return new Chunker(180, text -> text.length() / 4 + 1).chunks(page);
    }

    @Test
    void aPageOfFiftyMegabytesIsSkippedWithALine(@TempDir Path site) throws Exception {
        byte[] piece = "<p>over and over again ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(site.resolve("big.html"))) {
            for (long size = 0; size < 50L << 20; size += piece.length) {
                out.write(piece);
            }
        }
        SiteCrawler crawler = new SiteCrawler(site, CrawlOptions.defaults());
        assertNull(crawler.read(crawler.allFiles().get(0)));
        assertEquals(List.of(new SkippedFile("big.html", "is larger than 16777216 bytes")), crawler.skipped());
    }

    @Test
    void aHundredThousandLinksAndHeadingsAndCellsAreRead() throws Exception {
        assertTrue(
                chunks(page("<main>" + "<a href=x>link</a> ".repeat(100_000))).size() > 600);
        assertEquals(
                100_000,
                chunks(page("<main>" + "<h2 id=x>a</h2>b".repeat(100_000))).size());
        assertTrue(
                chunks(page("<main><table>" + "<tr><td>a<td>b".repeat(100_000))).size() > 1000);
        assertTrue(chunks(page("<main>" + "<code>a</code> b ".repeat(100_000))).size() > 100);
        assertEquals(
                1,
                chunks(page("<main>" + "<a name=x></a>".repeat(100_000) + "x")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>", "<b><p>", "<table><td>", "<ul><li>", "<section><h2>x</h2>", "<b><i></b><u></i>"})
    void whatIsNestedAHundredThousandDeepIsReadAndKeepsItsText(String nested) throws Exception {
        List<Chunk> chunks = chunks(page(nested.repeat(100_000) + "the very deepest words"));
        assertTrue(chunks.get(chunks.size() - 1).text().endsWith("the very deepest words"), "the last chunk");
    }

    @Test
    void aMillionLinksAreRead() throws Exception {
        assertTrue(chunks(page("<main>" + "<a href=x>l</a> ".repeat(1_000_000))).size() > 1000);
    }

    @Test
    void nothingThatReachesTheReaderIsInvisibleOrTurnsTheTextAround() throws Exception {
        String evil = "a\u0000b\u202Ec\u2066d\uFEFFe\u0007f\u200Bg\uD800h";
        Page page = page("<title>" + evil + "</title><main><h1 id='" + evil + "'>" + evil + "</h1><p>" + evil + "<pre>"
                + evil + "</pre><dl><dt id='" + evil + "'>" + evil + "<dd>x</dl></main>");
        assertEquals("abcdefgh", page.title());
        for (Chunk chunk : chunks(page)) {
            String all = chunk.text() + String.join("", chunk.headings());
            assertEquals(all.replaceAll("[^a-hx\\n]", ""), all);
            assertTrue(chunk.anchor().chars().allMatch(c -> c > ' ' && c < 127), chunk.anchor());
        }
    }

    @Test
    void markupInEveryPlaceStaysText() throws Exception {
        String evil = "&lt;script>alert(1)&lt;/script>&lt;img src=x onerror=alert(2)>";
        Page page = page("<html lang='\"><script>'><title>" + evil + "</title><body data-docent-filter=\"kind:" + evil
                + "\">"
                + "<main><h1>" + evil + "</h1><h2 id='javascript:alert(1)//\"><script>'>" + evil + "</h2><p>" + evil
                + "<code>" + evil + "</code></main>");
        String text = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        assertEquals(text, page.title());
        assertEquals(List.of(text), page.filters().get("kind"));
        Chunk chunk = chunks(page).get(0);
        assertEquals(List.of(text), chunk.headings());
        assertEquals(text + text, chunk.text());
        assertEquals("javascript:alert(1)//%22%3E%3Cscript%3E", chunk.anchor());
    }

    @Test
    void randomMarkupIsReadWithoutFailure() throws Exception {
        long seed = 20261122;
        Random random = new Random(seed);
        String[] pieces = {
            "<dl>",
            "</dl>",
            "<dt id=a>",
            "<dt>",
            "</dt>",
            "<dd>",
            "</dd>",
            "<h1>",
            "</h1>",
            "<h2 id=b>",
            "</h2>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<section id=c>",
            "</section>",
            "<a name=d>",
            "word ",
            "Zwei.",
            "<p>",
            "</p>",
            "<br>",
            "<main>",
            "</main>",
            "<div data-docent-body>",
            "</div>",
            "<ul><li>",
            "<span hidden>",
            "</span>",
            "<i data-docent-weight=3>",
            "</i>",
            "<nav>",
            "</nav>",
            "<h3 role=heading aria-level=9>",
            "<script>",
            "</script>",
            "<!-- ",
            " -->",
            "<title>",
            "</title>",
            "<b",
            "=",
            "\">",
            "&amp",
            "\u0000",
            "日本",
        };
        for (int round = 0; round < 3_000; round++) {
            StringBuilder html = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            String message = "seed " + seed + ", round " + round + ": " + html;
            Page page = page(html.toString());
            assertFalse(page.title().isBlank(), message);
            for (Chunk chunk : chunks(page)) {
                int last = 0;
                for (int position : chunk.codeRanges()) {
                    assertTrue(position >= last && position <= chunk.text().length(), message);
                    last = position;
                }
                assertFalse(chunk.headings().contains(""), message);
                assertEquals(chunk.text().strip(), chunk.text(), message);
            }
        }
    }
}
