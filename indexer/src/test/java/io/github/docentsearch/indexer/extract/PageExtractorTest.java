package io.github.docentsearch.indexer.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexingException;
import io.github.docentsearch.indexer.crawl.SourcePage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageExtractorTest {
    static Page page(String html) throws IndexingException {
        return new PageExtractor(ExtractOptions.DEFAULT).extract(new SourcePage("page.html", "page.html", html));
    }

    /** A page's sections, one a line: {@code heading > heading #anchor: block / block}. */
    static String outline(Page page) {
        StringBuilder out = new StringBuilder();
        for (Section section : page.sections()) {
            out.append(String.join(" > ", section.headings()))
                    .append(" #")
                    .append(section.anchor())
                    .append(":");
            for (int i = 0; i < section.blocks().size(); i++) {
                out.append(i == 0 ? " " : " / ")
                        .append(section.blocks().get(i).text().replace("\n", "\\n"));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String body(String html) throws IndexingException {
        return outline(page("<title>T</title><main><h1>T</h1>" + html + "</main>"));
    }

    @Test
    void inlineTagsDoNotSeparateWordsAndBlocksDo() throws Exception {
        assertEquals(" #: a.b / cd / e\n", body("<p><span>a</span><span>.b</span></p><div>c<b>d</b></div>e"));
        assertEquals(" #: one two / three\n", body("<p>one<br>two<p>three"));
        assertEquals(" #: superb\n", body("su\u00ADper\u200B<wbr>b"));
    }

    @Test
    void whiteSpaceCollapsesInTextAndLinesStayInListings() throws Exception {
        assertEquals(
                " #: a b c / if (x)\\ny();\n", body("<p> a \n b&nbsp;&nbsp;c </p><pre>  if (x)\n\n    y();\n</pre>"));
    }

    @Test
    void codeIsKnownByItsPlaceInTheText() throws Exception {
        Block block = page("<p>Call <code>run</code>, then <code><b>st</b>op</code>.")
                .sections()
                .get(0)
                .blocks()
                .get(0);
        assertEquals("Call run, then stop.", block.text());
        assertEquals(
                List.of(5, 8, 15, 19),
                java.util.Arrays.stream(block.codeRanges()).boxed().toList());
    }

    @Test
    void sectionsFollowTheHeadings() throws Exception {
        assertEquals("""
                 #: intro
                A #a: one
                A > B #b: two
                C #c: three
                """, body("intro<h2 id=a>A</h2><p>one<h3 id=b>B</h3><p>two<h2 id=c>C</h2><p>three"));
    }

    @Test
    void aHeadingWithoutTextIsFoundOnlyIfNothingStandsBelowIt() throws Exception {
        assertEquals("A > B #b: two\nC #c:\n", body("<h2 id=a>A</h2><h3 id=b>B</h3><p>two<h2 id=c>C</h2><img src=x>"));
    }

    @Test
    void anchorsAreFoundWhereEachGeneratorPutsThem() throws Exception {
        assertEquals("A #own: x\n", body("<section id=around><h2 id=own>A</h2><p>x</section>"));
        assertEquals("A #around: x\n", body("<section id=around><h2>A</h2><p>x</section>"));
        assertEquals("A #before: x\n", body("<section><a id=before></a><h2>A</h2><p>x</section>"));
        assertEquals("A #inside: x\n", body("<h2><a name=inside></a>A</h2><p>x"));
        assertEquals(
                "A #docbook: x\n", body("<div id=docbook><div class=titlepage><div><h2>A</h2></div></div><p>x</div>"));
        assertEquals("B #b: y\nB > A #b: x\n", body("<h2 id=b>B</h2>y<h3>A</h3><p>x"));
        assertEquals("A #f%3Cint%3E(a%20b): x\n", body("<h2 id='f<int>(a b)'>A</h2><p>x"));
    }

    @Test
    void describedTermsWithAnIdAreSections() throws Exception {
        assertEquals(
                """
                S #s: before / after
                S > fsync (boolean) #guc: Forces writes.
                S > a, b #a: Both.
                """,
                body("<h2 id=s>S</h2>before<dl><dt id=guc><code>fsync</code> (boolean)<dd>Forces writes."
                        + "<dt id=a>a<dt id=b>b<dd>Both.</dl>after"));
    }

    @Test
    void termsWithoutAnIdStayInTheirSection() throws Exception {
        assertEquals(
                "S #s: -n / Dry run. / -v / Loud.\n",
                body("<h2 id=s>S</h2><dl><dt>-n<dd>Dry run.<dt>-v<dd>Loud.</dl>"));
    }

    @Test
    void aTableRowIsOneBlock() throws Exception {
        assertEquals(
                " #: Name | Meaning / -v | loud and clear\n",
                body(
                        "<table><thead><tr><th>Name<th>Meaning</thead><tr><td><p>-v</p><td><p>loud</p><p>and clear</p></table>"));
        assertEquals(" #: a / b / x | y / c\n", body("<table><tr><td>a<td>b<table><tr><td>x<td>y</table>c</table>"));
    }

    @Test
    void whatIsNotTextIsLeftOut() throws Exception {
        assertEquals(
                " #: text\nA #a: more\n",
                body(
                        "<nav>menu</nav><script>let x</script><style>p{}</style>text<footer>foot</footer><button>Copy</button>"
                                + "<h2 id=a>A<a class=headerlink href=#a>¶</a></h2><span hidden>no</span><i style='display: none'>no</i>"
                                + "<table><tr><td class=linenos>1 2<td>more</table><docent-search>box</docent-search>"));
    }

    @Test
    void theAuthorSaysWhatIsContentAndWhatIsNot() throws Exception {
        Page page = page("""
                <title>Site | Page</title><h1>Not here</h1>
                <div data-docent-body><h2 id=a data-docent-weight=2>A</h2><p>one <i data-docent-ignore>two</i> three</p>
                <p data-pagefind-weight=0.5>light</p><p data-pagefind-ignore=all>gone</p></div>
                <p>outside</p><b data-docent-title>The real title</b>
                <span data-docent-filter="module:core, and more"></span><span data-pagefind-filter=author>Ada</span>
                <img src=a.png data-docent-meta="image[src], image[alt]" alt=x><i data-docent-filter="kind:reference"></i>
                """);
        assertEquals("A #a: one three / light\n", outline(page));
        assertEquals(2f, page.sections().get(0).blocks().get(0).weight());
        assertEquals(1f, page.sections().get(0).blocks().get(1).weight());
        assertEquals("The real title", page.title());
        assertEquals(
                Map.of("module", List.of("core, and more"), "author", List.of("Ada"), "kind", List.of("reference")),
                page.filters());
        Page titled = page("<title>Site | Page</title><h1>Not this</h1><i data-docent-meta='image:a.png'></i>"
                + "<i data-pagefind-meta='title:The real title'></i>");
        assertEquals("The real title", titled.title());
    }

    @Test
    void theWeightOfAnElementHoldsOnceForAllThatIsInIt() throws Exception {
        Page page = page("""
                <title>P</title><body data-docent-weight=2><p>intro</p><h2 id=a>A</h2><p>two</p>
                <section data-docent-weight=0.5><h2 id=b>B</h2><p>half</p></section>
                <h2 id=c data-docent-weight=0.5>C</h2><p>half</p><h2 id=d>D</h2><p>two again</p>
                <div data-docent-weight=0><h2 id=e data-docent-weight=3>E</h2><p>none</p></div>
                <dl><dt id=f>%s</dt><dd>two</dd></dl>
                """.formatted("a long term ".repeat(12)));
        assertEquals(
                List.of(2f, 2f, 0.5f, 0.5f, 2f, 0f, 2f, 2f),
                page.sections().stream()
                        .flatMap(section -> section.blocks().stream())
                        .map(Block::weight)
                        .toList());
    }

    @Test
    void theTitleIsTheOnlyTopHeadingElseTheHeadElseTheFirstHeadingElseTheFile() throws Exception {
        assertEquals("Page", page("<title>Site – Page</title><h1>Page</h1>x").title());
        assertEquals("Head", page("<title>Head</title><h1>A</h1>x<h1>B</h1>").title());
        assertEquals("First", page("<h2>First</h2>x").title());
        assertEquals("page", page("x").title());
        assertEquals(
                "Page",
                page("<title>Page | Site</title><meta property=og:site_name content=Site>x")
                        .title());
    }

    @Test
    void inXmlAnElementMayBeEmptyWhereHtmlKnowsNone() throws Exception {
        String xml = """
                <?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de"><head><title>A &amp; B</title>
                <meta name="generator" content="DocBook XSL"/><script src="a.js"/></head><body><h1>A &amp; B</h1>
                <div data-docent-ignore=""/><p>said&nbsp;<code>x<![CDATA[ < y]]></code></p>
                <h2 id="c">C<a name="d"/></h2><pre>
                one
                  two</pre></body></html>
                """;
        Page page =
                new PageExtractor(ExtractOptions.DEFAULT).extract(new SourcePage("a/page.xhtml", "a/page.xhtml", xml));
        assertEquals("A & B", page.title());
        assertEquals("de", page.language());
        assertEquals(" #: said x < y\nC #c: one\\ntwo\n", outline(page));
    }

    @Test
    void headsAreHeeded() throws Exception {
        assertTrue(page("<meta name=ROBOTS content='NoIndex, follow'>x").head().noindex());
        assertFalse(page("<meta name=robots content='index'>x").head().noindex());
        assertEquals(
                "new.html",
                page("<meta http-equiv=refresh content=\"0; URL='new.html'\">x")
                        .head()
                        .redirect());
        assertEquals("", page("<meta http-equiv=refresh content=300>x").head().redirect());
        assertEquals(
                "",
                page("<meta http-equiv=refresh content='60; url=next.html'>x")
                        .head()
                        .redirect());
        assertEquals(
                "https://e.org/p",
                page("<link rel=canonical href=https://e.org/p>x").head().canonical());
        assertEquals("pt-BR", page("<html lang=pt-BR>x").language());
    }

    @Test
    void markupInTitlesAndHeadingsIsText() throws Exception {
        Page page = page(
                "<title>&lt;script>alert(1)&lt;/script></title><main><p>x</p>"
                        + "<h2 id='\"><script>'>&lt;img src=x onerror=alert(1)><script>alert(2)</script></h2>y\u0000z\u202Eevil</main>");
        assertEquals("<script>alert(1)</script>", page.title());
        assertEquals(" #: x\n<img src=x onerror=alert(1)> #%22%3E%3Cscript%3E: yzevil\n", outline(page));
    }

    @Test
    void aSelectorThatIsNoneNamesItsParameter() {
        IndexingException e =
                assertThrows(IndexingException.class, () -> new PageExtractor(new ExtractOptions("main[", List.of())));
        assertTrue(e.getMessage().startsWith("<contentSelector>: 'main['"), e.getMessage());
        e = assertThrows(
                IndexingException.class, () -> new PageExtractor(new ExtractOptions(null, List.of("p", ">>"))));
        assertTrue(e.getMessage().startsWith("<excludeSelectors>: '>>'"), e.getMessage());
    }

    @Test
    void encodedDataIsNoWord() throws Exception {
        assertEquals(" #: " + "x".repeat(400) + " word\n", body("<p>" + "x".repeat(1_000_000) + " word"));
        assertEquals(" #: " + "日本語".repeat(500) + "\n", body("<p>" + "日本語".repeat(500)));
    }

    @Test
    void aHundredThousandNestedElementsAreReadWithoutAStack() throws Exception {
        for (String tag : List.of("div", "dl><dt id=x>y<dd")) {
            Page page = page("<main>" + ("<" + tag + ">").repeat(100_000) + "deep");
            assertTrue((page.title() + outline(page)).contains("deep"), tag);
        }
    }
}
