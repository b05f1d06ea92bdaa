package io.github.docentsearch.indexer.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.indexer.crawl.SourcePage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageSelectionTest {
    private final List<Page> pages = new ArrayList<>();

    private void page(String path, String html) throws Exception {
        pages.add(new PageExtractor(ExtractOptions.DEFAULT).extract(new SourcePage(path, path, html)));
    }

    private String selected() {
        return String.join(
                " ", PageSelection.of(pages).pages().stream().map(Page::url).toList());
    }

    private String skipped() {
        return String.join(
                "; ",
                PageSelection.of(pages).skipped().stream()
                        .map(file -> file.path() + " " + file.reason())
                        .toList());
    }

    @Test
    void pagesThatAskNotToBeIndexedAreNot() throws Exception {
        page("a.html", "<h1>A</h1>a");
        page("b.html", "<meta name=robots content=noindex><h1>B</h1>b");
        page("c.html", "<meta http-equiv=refresh content='0; url=a.html'>c");
        page("d.html", "<body></body>");
        assertEquals("a.html", selected());
        assertEquals(
                "b.html asks not to be indexed (robots noindex); c.html sends its visitors on to a.html; d.html has no text",
                skipped());
    }

    @Test
    void thePageThatACopyNamesAsTheTrueOneIsKept() throws Exception {
        page("1.0/a.html", "<link rel=canonical href=https://e.org/docs/a.html><h1>A</h1>old");
        page("a.html", "<link rel=canonical href=https://e.org/docs/a.html><h1>A</h1>new");
        page("b.html", "<link rel=canonical href=a.html><h1>B</h1>b");
        page("c/index.html", "<link rel=canonical href=https://e.org/docs/c/><h1>C</h1>c");
        page("elsewhere.html", "<link rel=canonical href=https://other.org/x.html><h1>E</h1>e");
        assertEquals("a.html c/index.html elsewhere.html", selected());
        assertEquals(
                "1.0/a.html is a copy of a.html (link rel=canonical); b.html is a copy of a.html (link rel=canonical)",
                skipped());
    }

    @Test
    void theSameTextOnTwoPagesIsFoundOnce() throws Exception {
        page("guide/index.html", "<h1>Guide</h1>the same");
        page("guide.html", "<h1>Guide</h1>the same");
        page("other.html", "<h1>Other</h1>the same");
        assertEquals("guide.html other.html", selected());
        assertEquals("guide/index.html says the same as guide.html", skipped());
    }

    @Test
    void aSectionOnPageAfterPageIsFoundOnce() throws Exception {
        for (int i = 0; i < 8; i++) {
            page(i + ".html", "<title>" + i + "</title><main><p>own " + i + "<h2>See also</h2>the suite</main>");
        }
        List<Integer> sections =
                PageSelection.of(pages).pages().stream().map(Page::sectionCount).toList();
        assertEquals(List.of(2, 1, 1, 1, 1, 1, 1, 1), sections);
    }

    @Test
    void oncePagesSayWhereTheirBodyIsTheOthersHaveNone() throws Exception {
        page("a.html", "<main data-pagefind-body>a</main>");
        page("b.html", "<main>b</main>");
        assertEquals("a.html", selected());
        assertEquals("b.html has no data-docent-body, and other pages have", skipped());
    }
}
