package io.github.docentsearch.indexer.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.crawl.SkippedFile;
import io.github.docentsearch.indexer.crawl.SourcePage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageSelectionTest {
    private static final String UNREAD =
            ".html asks not to be read (data-docent-ignore or <excludeSelectors> around its content)";

    private final List<Page> pages = new ArrayList<>();

    private void page(String path, String html) throws Exception {
        pages.add(new PageExtractor(ExtractOptions.DEFAULT).extract(new SourcePage(path, path, html)));
    }

    private static PageSelection select(List<Page> pages) {
        return PageSelection.of(
                pages, VersionFolders.of(pages.stream().map(Page::path).toList()));
    }

    private String selected() {
        return String.join(" ", select(pages).pages().stream().map(Page::url).toList());
    }

    private String skipped() {
        return String.join(
                "; ",
                select(pages).skipped().stream()
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
    void whatHoldsWithoutScriptsOnlyAndAPageThatReloadsItselfLeaveNoPageOut() throws Exception {
        page("a.html", "<noscript><meta http-equiv=refresh content='0; url=nojs.html'></noscript><h1>A</h1>a");
        page("b.html", "<noscript><meta name=robots content=noindex></noscript><h1>B</h1>b");
        page("deep/c.html", "<meta http-equiv=refresh content='5; url=c.html#top'><h1>C</h1>c");
        page("deep/d.html", "<meta http-equiv=refresh content='5; url=../deep/d.html'><h1>D</h1>d");
        page("deep/index.html", "<meta http-equiv=refresh content='5; url=./'><h1>E</h1>e");
        assertEquals("a.html b.html deep/c.html deep/d.html deep/index.html", selected());
    }

    @Test
    void whatTheAuthorWantsUnreadIsNotReadThoughItHoldsTheContent() throws Exception {
        ExtractOptions options = new ExtractOptions(null, List.of(".internal"));
        List<String> unread = List.of(
                "<body data-docent-ignore><main><h1>A</h1>secret</main>",
                "<body data-docent-ignore=''><h1>A</h1><p>secret",
                "<html data-docent-ignore><main><h1>A</h1>secret</main>",
                "<h1>A</h1><main data-docent-ignore>secret</main>",
                "<main data-docent-ignore><article><h1>A</h1>secret</article></main>",
                "<body data-pagefind-ignore=all><main><h1>A</h1>secret</main>",
                "<body class=internal><main><h1>A</h1>secret</main>",
                "<main class=internal><h1>A</h1>secret</main>",
                "<div class=internal><div data-docent-body>secret</div></div>");
        for (int i = 0; i < unread.size(); i++) {
            pages.add(new PageExtractor(options).extract(new SourcePage(i + ".html", i + ".html", unread.get(i))));
        }
        assertEquals("", selected());
        assertEquals(
                String.join(
                        "; ",
                        IntStream.range(0, unread.size())
                                .mapToObj(i -> i + UNREAD)
                                .toList()),
                skipped());
    }

    @Test
    void ofSeveralBodiesOnlyTheOnesThatTheAuthorWantsUnreadAreNot() throws Exception {
        page(
                "a.html",
                "<div data-docent-body data-docent-ignore>secret</div><div data-docent-body><h1>A</h1>said</div>");
        page("b.html", "<body data-docent-ignore=false><nav><main><h1>B</h1>said too</main></nav>");
        assertEquals(1, select(pages.subList(0, 1)).pages().get(0).sectionCount());
        assertFalse(pages.get(0).sections().toString().contains("secret"));
        assertTrue(pages.get(1).sections().toString().contains("said too"));
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
    void whatAPageSaysOfOthersStartsAtItsBase() throws Exception {
        page("index.html", "<h1>Home</h1>home");
        page("deep/index.html", "<h1>Deep</h1>deep");
        page("deep/x.html", "<base href='../'><link rel=canonical href=index.html><h1>X</h1>x");
        page("deep/y.html", "<base href='..'><link rel=canonical href='deep/y.html'><h1>Y</h1>y");
        page("deep/z.html", "<link rel=canonical href='?print'><h1>Z</h1>z");
        page("deep/r.html", "<base href='../'><meta http-equiv=refresh content='0; url=guide/new.html#a'>r");
        assertEquals("index.html deep/index.html deep/y.html deep/z.html", selected());
        assertEquals(
                "deep/r.html sends its visitors on to guide/new.html#a; deep/x.html is a copy of index.html (link rel=canonical)",
                skipped());
    }

    @Test
    void aBaseWithItsHostMakesReferencesAbsolute() throws Exception {
        page("a.html", "<base href='https://e.org/docs/'><link rel=canonical href=a.html><h1>A</h1>a");
        page("1.0/a.html", "<base href='https://e.org/docs/1.0/'><link rel=canonical href='../a.html'><h1>A</h1>old");
        page("b/c.html", "<base href=/><link rel=canonical href='b/c.html'><h1>C</h1>c");
        page("b/d.html", "<base href=/><link rel=canonical href='b/c.html'><h1>D</h1>d");
        assertEquals("a.html b/c.html", selected());
        assertEquals(
                "1.0/a.html is a copy of a.html (link rel=canonical); b/d.html is a copy of b/c.html (link rel=canonical)",
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
        assertEquals(List.of(2, 1, 1, 1, 1, 1, 1, 1), sectionCounts());
        assertEquals(
                List.of(new SkippedFile("0.html", "See also (on 8 pages)")),
                select(pages).repeated());
    }

    @Test
    void whatEveryCommandHasIsFoundOnThePageOfEach() throws Exception {
        for (int i = 0; i < 12; i++) {
            page("cmd" + i + ".html", """
                    <title>cmd%1$d</title><main><h1>cmd%1$d</h1><p>Does %1$d.
                    <dl><dt id=help>--help</dt><dd>Print usage and exit.</dd></dl>
                    <h2 id=status>Exit status</h2><p>0 on success.</p></main>""".formatted(i));
        }
        assertEquals(Collections.nCopies(12, 3), sectionCounts());
        assertEquals(List.of(), select(pages).repeated());
    }

    @Test
    void theOnlySectionOfAPageStaysThoughOtherPagesSayTheSame() throws Exception {
        for (int i = 0; i < 14; i++) {
            page(
                    "w" + i + ".html",
                    "<title>Widget A" + i + "</title><main><h1>Widget A" + i + "</h1>"
                            + "<p>This page is under construction. Please come back soon.</main>");
        }
        assertEquals(Collections.nCopies(14, 1), sectionCounts());
        assertEquals(List.of(), select(pages).repeated());
    }

    private List<Integer> sectionCounts() {
        return select(pages).pages().stream().map(Page::sectionCount).toList();
    }

    @Test
    void aPageThatMarksItsBodyIsReadWhateverItSeemsToBe() throws Exception {
        page("404.html", "<main data-docent-body><h1>Errors</h1>what they mean</main>");
        assertEquals("404.html", selected());
    }

    @Test
    void oncePagesSayWhereTheirBodyIsTheOthersHaveNone() throws Exception {
        page("a.html", "<main data-pagefind-body>a</main>");
        page("b.html", "<main>b</main>");
        assertEquals("a.html", selected());
        assertEquals("b.html has no data-docent-body, and other pages have", skipped());
    }
}
