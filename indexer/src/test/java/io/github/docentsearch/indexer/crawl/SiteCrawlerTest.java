package io.github.docentsearch.indexer.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexingException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteCrawlerTest {
    @TempDir
    Path folder;

    private Path site;

    private void page(String path) throws IOException {
        page(path, "<p>text");
    }

    private void page(String path, String html) throws IOException {
        Path file = site().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, html);
    }

    private Path site() throws IOException {
        site = Files.createDirectories(folder.resolve("site"));
        return site;
    }

    private static List<String> urls(SiteCrawler crawler) throws IndexingException {
        return files(crawler).stream().map(SiteFile::url).toList();
    }

    private static List<SiteFile> files(SiteCrawler crawler) throws IndexingException {
        return crawler.allFiles().stream().filter(crawler::isWanted).toList();
    }

    /** The pages that can be read. */
    private static List<SourcePage> pages(SiteCrawler crawler) throws IndexingException {
        return files(crawler).stream()
                .map(crawler::read)
                .filter(Objects::nonNull)
                .toList();
    }

    private SiteCrawler crawler() throws IOException, IndexingException {
        return new SiteCrawler(site(), CrawlOptions.defaults());
    }

    @Test
    void pagesComeInTheOrderOfTheirPathsByCodeUnit() throws Exception {
        for (String path : List.of("b.html", "a/z.html", "a.html", "B.HTML", "a/b/c.htm", "a-b.xhtml")) {
            page(path);
        }
        assertEquals(List.of("B.HTML", "a-b.xhtml", "a.html", "a/b/c.htm", "a/z.html", "b.html"), urls(crawler()));
    }

    @Test
    void theSearchItselfHiddenFoldersAndOtherFilesAreNotPages() throws Exception {
        page("index.html");
        page("search/report.html");
        page("deep/search/page.html");
        page(".search.docent-new/report.html");
        page("style.css");
        assertEquals(List.of("deep/search/page.html", "index.html"), urls(crawler()));
        assertEquals(List.of(), crawler().skipped());
    }

    @Test
    void includesAndExcludesAreWrittenAsMavenWritesThem() throws Exception {
        for (String path : List.of("index.html", "guide/a.html", "guide/deep/b.html", "apidocs/C.html")) {
            page(path);
        }
        CrawlOptions guide = new CrawlOptions("search", List.of("guide/**"), List.of("**/deep/"), 1000);
        assertEquals(List.of("guide/a.html"), urls(new SiteCrawler(site, guide)));
        CrawlOptions noApi = new CrawlOptions("search", List.of("**/*.html"), List.of("apidocs/**", "ind?x.*"), 1000);
        assertEquals(List.of("guide/a.html", "guide/deep/b.html"), urls(new SiteCrawler(site, noApi)));
    }

    @Test
    void strangeNamesBecomeUrlsThatABrowserDecodesToThem() throws Exception {
        for (String path : List.of(
                "with space.html",
                "100%.html",
                "a#b?c.html",
                "back\\slash.html",
                "new\nline.html",
                "q\"uote'.html",
                "Übersicht/日本.html",
                "a:b.html")) {
            page(path);
        }
        assertEquals(
                List.of(
                        "%C3%9Cbersicht/%E6%97%A5%E6%9C%AC.html",
                        "100%25.html",
                        "a%23b%3Fc.html",
                        "a%3Ab.html",
                        "back%5Cslash.html",
                        "new%0Aline.html",
                        "q%22uote'.html",
                        "with%20space.html"),
                urls(crawler()).stream().sorted().toList());
    }

    @Test
    void linksAreNotFollowedOutOfTheSiteNorIntoLoops() throws Exception {
        page("index.html");
        page("guide/a.html");
        Path secret = Files.createDirectories(folder.resolve("secret"));
        Files.writeString(secret.resolve("key.html"), "secret");
        Files.createSymbolicLink(site.resolve("out"), secret);
        Files.createSymbolicLink(site.resolve("key.html"), secret.resolve("key.html"));
        Files.createSymbolicLink(site.resolve("guide/loop"), site);
        Files.createSymbolicLink(site.resolve("guide/broken.html"), site.resolve("nowhere.html"));
        SiteCrawler crawler = crawler();
        assertEquals(List.of("guide/a.html", "index.html"), urls(crawler));
        assertEquals(
                List.of(
                        new SkippedFile("guide/broken.html", "is a link out of the site"),
                        new SkippedFile("guide/loop", "is a link to another place of the site"),
                        new SkippedFile("key.html", "is a link out of the site"),
                        new SkippedFile("out", "is a link out of the site")),
                crawler.skipped());
    }

    @Test
    void aSiteReachedByALinkIsCrawled() throws Exception {
        page("index.html");
        Path link = Files.createSymbolicLink(folder.resolve("link"), site);
        assertEquals(List.of("index.html"), urls(new SiteCrawler(link, CrawlOptions.defaults())));
    }

    @Test
    void aPageThatVanishesIsReportedAndTheRestRead() throws Exception {
        page("a.html");
        page("b.html");
        SiteCrawler crawler = crawler();
        List<SiteFile> files = files(crawler);
        Files.delete(site.resolve("a.html"));
        List<String> read = new ArrayList<>();
        for (SiteFile file : files) {
            SourcePage page = crawler.read(file);
            if (page != null) {
                read.add(page.path());
            }
        }
        assertEquals(List.of("b.html"), read);
        assertEquals(
                List.of(new SkippedFile("a.html", "cannot be read: it vanished during the build")), crawler.skipped());
    }

    @Test
    void aPageThatBecomesALinkAfterTheWalkIsNotFollowed() throws Exception {
        page("a.html");
        SiteCrawler crawler = crawler();
        List<SiteFile> files = files(crawler);
        Path secret = Files.writeString(folder.resolve("secret.html"), "secret");
        Files.delete(site.resolve("a.html"));
        Files.createSymbolicLink(site.resolve("a.html"), secret);
        assertEquals(null, crawler.read(files.get(0)));
        assertEquals(1, crawler.skipped().size());
    }

    @Test
    void aPageThatIsTooLargeIsReported() throws Exception {
        page("big.html", "x".repeat(1001));
        page("fits.html", "x".repeat(1000));
        SiteCrawler crawler = new SiteCrawler(site, new CrawlOptions("search", List.of(), List.of(), 1000));
        List<String> read = pages(crawler).stream().map(SourcePage::path).toList();
        assertEquals(List.of("fits.html"), read);
        assertEquals(List.of(new SkippedFile("big.html", "is larger than 1000 bytes")), crawler.skipped());
    }

    @Test
    void aMissingSiteNamesTheParameterAndTheWayOut() {
        IndexingException e = assertThrows(
                IndexingException.class, () -> new SiteCrawler(folder.resolve("nowhere"), CrawlOptions.defaults()));
        assertEquals(IndexingException.Kind.SITE, e.kind());
        assertTrue(e.getMessage().startsWith("There is no folder "), e.getMessage());
        assertTrue(e.getMessage().contains("mvn site"), e.getMessage());
    }

    @Test
    void theCharsetComesFromTheByteOrderMarkThenThePageThenUtf8() {
        String text = "<p>naïve 日本";
        assertEquals(
                text, PageDecoder.decode(text.getBytes(StandardCharsets.UTF_8)).text());
        assertEquals(
                text,
                PageDecoder.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))
                        .text());
        assertEquals(
                text,
                PageDecoder.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))
                        .text());
        assertEquals(
                text,
                PageDecoder.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))
                        .text());
        String japanese = "<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>日本";
        assertEquals(
                japanese,
                PageDecoder.decode(japanese.getBytes(java.nio.charset.Charset.forName("Shift_JIS")))
                        .text());
        String latin = "<META CHARSET=\"ISO-8859-1\">naïve “quoted”";
        assertEquals(
                latin,
                PageDecoder.decode(latin.getBytes(java.nio.charset.Charset.forName("windows-1252")))
                        .text());
        String xml = "<?xml version=\"1.0\" encoding=\"iso-8859-15\"?><p>100 €";
        assertEquals(
                xml,
                PageDecoder.decode(xml.getBytes(java.nio.charset.Charset.forName("iso-8859-15")))
                        .text());
    }

    @Test
    void theNameOfACharsetStandsForTheWiderOneThatBrowsersRead() throws Exception {
        // label, what the page is written in, characters that the charset of that name has not
        String[][] pages = {
            {"Shift_JIS", "windows-31j", "①"},
            {"gb2312", "GB18030", "镕"},
            {"GBK", "GB18030", "㐀"},
            {"x-gbk", "GB18030", "镕"},
            {"euc-kr", "x-windows-949", "똠"},
            {"ks_c_5601-1987", "x-windows-949", "똠"},
            {"euc-jp", "x-eucJP-Open", "①"},
            {"Big5", "Big5-HKSCS", "嘅"},
            {"iso-8859-9", "windows-1254", "“ğ”"},
            {"iso-8859-11", "x-windows-874", "€"},
            {"us-ascii", "windows-1252", "“é”"},
            {"iso-8859-8-i", "ISO-8859-8", "ש"}
        };
        for (String[] page : pages) {
            String text = "<meta charset=" + page[0] + ">" + page[2];
            PageDecoder.Decoded decoded = PageDecoder.decode(text.getBytes(Charset.forName(page[1])));
            assertEquals(text, decoded.text());
            assertNull(decoded.complaint(), page[0]);
        }
    }

    @Test
    void whatOnlySpeaksOfCharsetsNamesNone() {
        String[] heads = {
            "<meta name='description' content='How to say charset=iso-8859-1'>",
            "<meta name=description content=\"a <meta charset=iso-8859-1>\">",
            "<meta property=og:title content='a>b' data-charset=iso-8859-1>",
            "<!-- <meta charset=iso-8859-1> -->",
            "<!-- > <meta charset=iso-8859-1> --><meta/charset=\"utf-8\"/>",
            "<body data-head='<meta charset=iso-8859-1>'>",
            "<metadata charset=iso-8859-1>",
            "<meta http-equiv=refresh content='9; url=?charset=iso-8859-1'>",
            "<meta charset='utf-8' content='text/html; charset=iso-8859-1' http-equiv='Content-Type'>"
        };
        for (String head : heads) {
            for (String rest : new String[] {"", "<meta charset='utf-8'>"}) {
                String page = head + rest + "<title>Größe</title>";
                PageDecoder.Decoded decoded = PageDecoder.decode(page.getBytes(StandardCharsets.UTF_8));
                assertEquals(page, decoded.text());
                assertNull(decoded.complaint(), page);
            }
        }
        String late = "<!-- <meta charset=utf-8> --><META\ncontent = text/html;charset=iso-8859-5 "
                + "HTTP-EQUIV = \"Content-Type\"><title>Размер</title>";
        assertEquals(
                late,
                PageDecoder.decode(late.getBytes(Charset.forName("ISO-8859-5"))).text());
    }

    /** No pattern may take more stack than a build has. */
    @Test
    void aHeadOfNothingButQuotationMarksOrCommentsIsRead() {
        for (String piece : new String[] {"\"", "'\"", "<!--", "<a ", "<meta =", "<a b='' ", "/"}) {
            String page = "<meta " + piece.repeat(9000);
            assertEquals(
                    page,
                    PageDecoder.decode(page.getBytes(StandardCharsets.UTF_8)).text());
        }
    }

    @Test
    void aCharsetThatLiesIsReadAsABrowserWouldAndReported() throws Exception {
        byte[] oneByteWrong = "<meta charset=utf-8><p>na?ve – a".getBytes(StandardCharsets.UTF_8);
        oneByteWrong["<meta charset=utf-8><p>na".length()] = (byte) 0xEF;
        Files.write(site().resolve("lies.html"), oneByteWrong);
        Files.write(site().resolve("says-nothing.html"), "<p>na\u00EFve".getBytes(StandardCharsets.ISO_8859_1));
        page("unknown.html", "<meta charset=klingon><p>naïve");
        SiteCrawler crawler = crawler();
        List<String> texts = pages(crawler).stream().map(SourcePage::html).toList();
        assertEquals(
                List.of("<meta charset=utf-8><p>na\uFFFDve – a", "<p>naïve", "<meta charset=klingon><p>naïve"), texts);
        assertEquals(
                List.of(
                        new SkippedFile("lies.html", "is not valid UTF-8 throughout"),
                        new SkippedFile(
                                "says-nothing.html",
                                "names no charset that is known and is not UTF-8; read as windows-1252"),
                        new SkippedFile("unknown.html", "names the unknown charset klingon; read as UTF-8")),
                crawler.complaints());
    }
}
