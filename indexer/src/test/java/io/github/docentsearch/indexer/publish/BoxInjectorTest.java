package io.github.docentsearch.indexer.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.crawl.CrawlOptions;
import io.github.docentsearch.indexer.crawl.SiteCrawler;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxInjectorTest {
    private static final String TAG =
            "<script src=\"search/docent-search.js?v=1f\" defer=\"defer\" data-docent-box=\"\"></script>"
                    + "<noscript><a href=\"search/index.html\">Search: all pages</a></noscript>";

    private final BoxInjector injector = new BoxInjector("search", "1f", BoxOptions.DEFAULT);

    private String inject(String html) {
        return inject(html, "page.html");
    }

    private String inject(String html, String url) {
        Charset latin = StandardCharsets.ISO_8859_1;
        return new String(injector.edit(html.getBytes(latin), url, true), latin);
    }

    @Test
    void theTagGoesBeforeTheEndOfTheBodyAndNothingElseMoves() {
        String before = "<!DOCTYPE html>\r\n<HTML><BODY class=x>\r\n\tn\u00e4\u00efve &amp; <p>\n\r\n";
        assertEquals(before + TAG + "</BODY >\r\n</HTML>\r\n", inject(before + "</BODY >\r\n</HTML>\r\n"));
    }

    @Test
    void aPageThatHasTheTagIsLeftAlone() {
        byte[] once =
                injector.edit("<html><body>x</body></html>".getBytes(StandardCharsets.US_ASCII), "page.html", true);
        assertArrayEquals(once, injector.edit(once, "page.html", true));
    }

    @Test
    void theTagOfAnEarlierBuildIsReplacedWhereItIs() {
        String old =
                "<script src=\"find/docent-search.js?v=0\" defer=\"defer\" data-docent-box=\"\" data-docent-locale=\"de\">"
                        + "</script>";
        assertEquals("<html><body>a" + TAG + "b</body>", inject("<html><body>a" + old + "b" + old + "</body>"));
    }

    @Test
    void theBoxCanBeTakenOutAgain() {
        String page = "<html><body>x\n</body></html>";
        byte[] removed = injector.edit(inject(page).getBytes(StandardCharsets.US_ASCII), "page.html", false);
        assertEquals(page, new String(removed, StandardCharsets.US_ASCII));
        byte[] without = page.getBytes(StandardCharsets.US_ASCII);
        assertSame(without, injector.edit(without, "page.html", false));
    }

    @Test
    void anEndOfTheBodyInACommentOrAScriptDeceivesNobody() {
        String page = "<html><body><!-- </body> --><script>document.write('</body>')</script><p title=\"</body>\">x";
        assertEquals(page + TAG + "</body><!-- </body> --></html>", inject(page + "</body><!-- </body> --></html>"));
        assertEquals("<!doctype html><title></body></title>x" + TAG, inject("<!doctype html><title></body></title>x"));
        assertEquals("<html><body>x" + TAG + "</html>", inject("<html><body>x</html>"));
    }

    @Test
    void fragmentsAndFramesetsAreNotPages() {
        assertEquals("<p>included elsewhere</p>", inject("<p>included elsewhere</p>"));
        String frames = "<html><frameset><frame src=a.html></frameset><noframes><body>x</body></noframes></html>";
        assertEquals(frames, inject(frames));
    }

    @Test
    void thePathIsRelativeToThePage() {
        assertTrue(
                inject("<html><body>x</body>", "a/b/page.html").contains("src=\"../../search/docent-search.js?v=1f\""));
        BoxInjector nested = new BoxInjector("über uns/find", "1f", BoxOptions.DEFAULT);
        String page = new String(
                nested.edit("<html><body>x</body>".getBytes(StandardCharsets.US_ASCII), "a/p.html", true),
                StandardCharsets.US_ASCII);
        assertTrue(page.contains("src=\"../%C3%BCber%20uns/find/docent-search.js?v=1f\""), page);
    }

    @Test
    void aBaseElementMovesWhereThePathStarts() {
        assertTrue(inject("<html><base href='../'><body>x</body>", "a/b/p.html").contains("src=\"../search/docent"));
        assertTrue(
                inject("<html><base href=/docs/><body>x</body>", "a/b/p.html").contains("src=\"search/docent"));
        assertTrue(inject("<html><base href='https://e.org/docs/a/b/'><body>x</body>", "a/b/p.html")
                .contains("src=\"../../search/docent"));
        assertTrue(inject("<html><base target=_top><body>x</body>", "a/p.html").contains("src=\"../search/docent"));
    }

    @Test
    void pagesInWideCharsetsKeepTheirBytes() {
        byte[] before = "\uFEFF<html><body>日本</body></html>".getBytes(StandardCharsets.UTF_16LE);
        byte[] after = injector.edit(before, "page.html", true);
        assertEquals("\uFEFF<html><body>日本" + TAG + "</body></html>", new String(after, StandardCharsets.UTF_16LE));
        byte[] odd = java.util.Arrays.copyOf(before, before.length - 1);
        assertSame(odd, injector.edit(odd, "page.html", true));
    }

    @Test
    void javadocPagesKeepTheirOwnSearchFieldAndItsKey() {
        String page = inject(
                "<html><head><meta name=\"generator\" content=\"javadoc/ClassWriterImpl\"></head><body>x</body>");
        assertTrue(
                page.contains(
                        " data-docent-placement=\"floating\" data-docent-shortcuts=\"mod+k\"></script><noscript>"),
                page);
    }

    @Test
    void aSearchFolderFurtherDownTellsWhereTheRootIs() {
        BoxInjector deep = new BoxInjector("assets/search", "1f", BoxOptions.DEFAULT);
        String page = new String(
                deep.edit("<html><body>x</body>".getBytes(StandardCharsets.US_ASCII), "a/p.html", true),
                StandardCharsets.US_ASCII);
        assertTrue(page.contains(" data-docent-box=\"\" data-docent-root=\"../../\"></script>"), page);
        assertTrue(page.contains("src=\"../assets/search/docent-search.js"), page);
    }

    @Test
    void optionsAreEscaped() {
        BoxInjector odd = new BoxInjector("search", "1f", new BoxOptions("#a > b[c=\"é\"]", List.of(), "de"));
        String page = new String(
                odd.edit("<html><body>x</body>".getBytes(StandardCharsets.US_ASCII), "p.html", true),
                StandardCharsets.US_ASCII);
        assertTrue(
                page.contains(" data-docent-placement=\"#a &#62; b[c=&#34;&#233;&#34;]\" data-docent-shortcuts=\"none\""
                        + " data-docent-locale=\"de\"></script>"),
                page);
    }

    @Test
    void filesAreWrittenOnlyWhenTheyChangeAndKeepTheirPermissions(@TempDir Path site) throws Exception {
        Path file = Files.writeString(site.resolve("index.html"), "<html><body>x</body></html>");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        SiteCrawler crawler = new SiteCrawler(site, CrawlOptions.defaults());
        assertEquals(1, injector.inject(crawler.files()).changed());
        assertEquals("<html><body>x" + TAG + "</body></html>", Files.readString(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        assertEquals(0, injector.inject(crawler.files()).changed());
        assertEquals(1_000_000, Files.getLastModifiedTime(file).toMillis());
        assertEquals(1, injector.remove(crawler.files()).changed());
        assertEquals(List.of(file), Files.list(site).toList());
    }

    @Test
    void aPageThatVanishedIsReported(@TempDir Path site) throws Exception {
        Path file = Files.writeString(site.resolve("index.html"), "<html><body>x</body></html>");
        SiteCrawler crawler = new SiteCrawler(site, CrawlOptions.defaults());
        var files = crawler.files();
        Files.delete(file);
        BoxInjector.Result result = injector.inject(files);
        assertEquals(0, result.changed());
        assertEquals("index.html", result.failed().get(0).path());
    }
}
