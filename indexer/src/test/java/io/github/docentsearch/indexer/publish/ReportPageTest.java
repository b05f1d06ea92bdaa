package io.github.docentsearch.indexer.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.crawl.SkippedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final String EVIL = "<script>alert('\u202Ex')</script>\"&";

    private static SearchFiles files() {
        return new SearchFiles()
                .put("docent.js", "const PUBLISHED=\"DOCENT_FILES\"".getBytes(StandardCharsets.UTF_8))
                .put("search-index.bin", new byte[20_000])
                .put("query-model.bin", new byte[3_000_000])
                .put("disk/a.js", new byte[100])
                .link();
    }

    static SiteReport report(String evil) {
        return report(evil, 3, 3, List.of(new SiteReport.HardToFind("e%22.html", evil, 0, "")));
    }

    private static SiteReport report(
            String evil, int pages, int pagesAskedFor, List<SiteReport.HardToFind> hardToFind) {
        return new SiteReport(
                "0.1.0",
                1,
                new SiteReport.Contents(
                        pages, 4, 5, Map.of("en", 2, "", 1), Map.of("kind", Map.of("guide" + evil, 3)), new int[] {
                            0, 10, 100, 180, 180
                        }),
                new SiteReport.Meaning(
                        "MiniLM" + evil,
                        "abc123",
                        384,
                        "int8",
                        "static",
                        16,
                        200,
                        64,
                        42,
                        0.9912345,
                        200,
                        List.of(
                                new SiteReport.RecallPoint(10, 0.91, 120),
                                new SiteReport.RecallPoint(64, 0.991, 350),
                                new SiteReport.RecallPoint(200, 0.999, 900)),
                        List.of(new SiteReport.EncoderAgreement("static", 0.87, 0.8, 0.7, evil))),
                new SiteReport.FirstSearch(60_000, 4, 2_000_000, 7),
                List.of(new SiteReport.Part("vectors", 15_000), new SiteReport.Part("text", 5_000)),
                new SiteReport.Findings(
                        List.of(
                                new SkippedFile("a" + evil, "says the same as " + evil),
                                new SkippedFile("b", "has no text")),
                        List.of(new SkippedFile("c", evil)),
                        List.of(new SkippedFile("f", "See also" + evil)),
                        List.of("d" + evil),
                        pagesAskedFor,
                        hardToFind));
    }

    @Test
    void theReportSaysWhatWasBuilt() {
        Document page =
                Jsoup.parse(new String(ReportPage.write(files(), report(""), "search"), StandardCharsets.UTF_8));
        assertEquals(
                "3 pages|4 sections|5 chunks of them|20.0 kB search index|3.00 MB query encoder|0.991 recall at 10"
                        + "|2 files skipped",
                String.join("|", page.select(".numbers li").eachText()));
        assertEquals(
                "10 0.9100 120",
                page.select("details table")
                        .first()
                        .select("tr:has(td)")
                        .first()
                        .text());
        assertEquals(2, page.select("svg").size());
        assertEquals("../e%22.html", page.select("a").first().attr("href"));
        assertEquals(
                "a b",
                page.select("tr:contains(says the same), tr:contains(has no text)")
                        .select("th")
                        .text());
        assertTrue(page.text().contains("Pages without text Found by their title only. d"), page.text());
        assertEquals("f See also", page.select("tr:contains(See also)").text());
        assertEquals(
                "guide 3 100.0 % 100.0 %",
                page.select("table:contains(Filter kind) tr").last().text());
        assertEquals(
                "by keywords 60.0 kB 4 0.6 s 2.4 s",
                page.select("tr:contains(by keywords)").text());
    }

    @Test
    void theReportIsSelfContainedAndNothingOfAPageBecomesMarkup() {
        String html = new String(ReportPage.write(files(), report(EVIL), "search"), StandardCharsets.UTF_8);
        Document page = Jsoup.parse(html);
        assertEquals(List.of(), page.select("script, link, img, iframe, [onclick], [src]"));
        assertFalse(page.select("a[href]").isEmpty());
        assertTrue(page.select("a[href]").stream().allMatch(a -> a.attr("href").startsWith("../")));
        assertFalse(html.contains("://"), "no other host");
        assertFalse(html.contains("\u202E"));
    }

    @Test
    void theReportSaysOfHowManyPagesItSpeaks() {
        List<SiteReport.HardToFind> one = List.of(new SiteReport.HardToFind("e.html", "Setup", 0, ""));
        assertEquals(
                "None: every page is among the first three for its own title.",
                wordsOnTitles(report("", 3, 3, List.of())));
        assertEquals(
                "None: each of the 5,000 pages, evenly chosen, that were asked for is among the first three for its own title.",
                wordsOnTitles(report("", 12_000, 5_000, List.of())));
        assertEquals(
                "These are 1 of the 5,000 pages, evenly chosen, that were asked for.",
                wordsOnTitles(report("", 12_000, 5_000, one)));
        assertTrue(wordsOnTitles(report("", 3, 3, one)).startsWith("Readers who type these titles"));
    }

    private static String wordsOnTitles(SiteReport report) {
        Document page = Jsoup.parse(new String(ReportPage.write(files(), report, "search"), StandardCharsets.UTF_8));
        return page.select("h2:contains(own title) + p").text();
    }

    @Test
    void theManifestIsTheSameForTheSameBuild() {
        byte[] manifest = Manifest.write(files(), report(""));
        assertArrayEquals(manifest, Manifest.write(files(), report("")));
        String json = new String(manifest, StandardCharsets.UTF_8);
        assertTrue(
                json.startsWith("{\"generator\":\"Docent\",\"generatorVersion\":\"0.1.0\",\"formatVersion\":1,"), json);
        assertTrue(json.contains("\"pages\":3,\"sections\":4,\"chunks\":5,\"skipped\":2"), json);
        assertTrue(
                json.contains("\"recallAt10\":0.991235,\"recallQueries\":200,\"recallCurve\":[{\"efSearch\":10,"),
                json);
        assertTrue(json.contains("\"search-index.bin\":{\"bytes\":20000,\"gzippedBytes\":"), json);
        assertTrue(json.contains("\"hash\":\"" + files().hash("search-index.bin") + "\"}"), json);
    }
}
