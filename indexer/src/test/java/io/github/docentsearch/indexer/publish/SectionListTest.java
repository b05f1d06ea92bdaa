package io.github.docentsearch.indexer.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class SectionListTest {
    private static final String EVIL = "<script>alert('\u202Ex')</script>\"&";

    @Test
    void theListOfSectionsIsSortedAsPeopleReadAndEscaped() {
        List<SectionList.Entry> entries = List.of(
                new SectionList.Entry("zebra", "Animals", "a.html#z"),
                new SectionList.Entry("Émile", "Émile", "e.html"),
                new SectionList.Entry("emu", "Animals", "a.html#emu"),
                new SectionList.Entry("emu", "Animals", "a.html#emu"),
                new SectionList.Entry("--force", "Options", "o.html#force"),
                new SectionList.Entry("42", "Answers", "javascript:42.html"),
                new SectionList.Entry(EVIL, "x", "x.html#%22%3E"));
        var files = SectionList.write(entries, "assets/search", "1f");
        Document page = Jsoup.parse(new String(files.get("index.html"), StandardCharsets.UTF_8));
        assertEquals(List.of("#", "E", "F", "S", "Z"), page.select("nav a").eachText());
        assertEquals(
                List.of(
                        "../../javascript:42.html",
                        "../../e.html",
                        "../../a.html#emu",
                        "../../o.html#force",
                        "../../x.html#%22%3E",
                        "../../a.html#z"),
                page.select("li a").eachAttr("href"));
        assertEquals("emu Animals", page.select("li").get(2).text());
        assertEquals("docent-search.js?v=1f", page.select("script").attr("src"));
    }

    private static List<SectionList.Entry> entries(String letter, int count) {
        List<SectionList.Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new SectionList.Entry(letter + (1_000_000 + i), "p", letter + ".html#" + i));
        }
        return entries;
    }

    private static Document page(Map<String, byte[]> files, String name) {
        return Jsoup.parse(new String(files.get(name), StandardCharsets.UTF_8));
    }

    @Test
    void aLetterOfVeryManySectionsHasSeveralPagesAndSmallOnesShareOne() {
        List<SectionList.Entry> entries = new ArrayList<>(entries("S", 7_000));
        for (String letter : List.of("A", "B", "C", "T", "Z")) {
            entries.addAll(entries(letter, 1_000));
        }
        var files = SectionList.write(entries, "search", "1f");
        List<String> labels =
                List.of("A–C", "S: S1000000 – S1002332", "S: S1002333 – S1004665", "S: S1004666 – S1006999", "T–Z");
        assertEquals(labels, page(files, "index.html").select("nav a").eachText());
        assertEquals(0, page(files, "index.html").select("li").size());
        int links = 0;
        for (int i = 1; i <= labels.size(); i++) {
            Document page = page(files, "index-" + i + ".html");
            assertEquals("All sections: " + labels.get(i - 1), page.title());
            assertEquals(page.title(), page.select("h1").text());
            int onPage = page.select("li a").size();
            assertTrue(onPage <= SectionList.MAX_SECTIONS_PER_PAGE, i + ": " + onPage);
            links += onPage;
        }
        assertEquals(entries.size(), links);
        assertEquals(
                List.of("← A–C", "All letters", "S: S1002333 – S1004665 →"),
                page(files, "index-2.html").select("nav a").eachText());
        assertEquals(
                List.of("A", "B", "C"), page(files, "index-1.html").select("h2").eachText());
    }

    @Test
    void firstCharactersOfFewSectionsEachShareAPage() {
        List<SectionList.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            entries.addAll(entries(Character.toString(0x4E00 + i), 1));
        }
        var files = SectionList.write(entries, "search", "1f");
        assertEquals(List.of("index-1.html", "index-2.html", "index.html"), List.copyOf(files.keySet()));
        assertEquals(3_000, page(files, "index-1.html").select("li a").size());
        assertEquals(
                "All sections: 一–" + (char) (0x4E00 + 2_999),
                page(files, "index-1.html").title());
    }

    @Test
    void lettersThatDoNotFitOnOnePageHaveTheirOwn() {
        List<SectionList.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            entries.add(new SectionList.Entry((i % 2 == 0 ? "a" : "b") + i, "p", "p.html#" + i));
        }
        var files = SectionList.write(entries, "search", "1f");
        assertEquals(List.of("index-1.html", "index-2.html", "index.html"), List.copyOf(files.keySet()));
        Document page = Jsoup.parse(new String(files.get("index-2.html"), StandardCharsets.UTF_8));
        assertEquals(2000, page.select("li a").size());
        assertEquals("../p.html#1", page.select("li a").first().attr("href"));
    }
}
