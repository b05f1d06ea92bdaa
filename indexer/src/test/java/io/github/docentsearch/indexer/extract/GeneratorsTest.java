package io.github.docentsearch.indexer.extract;

import static io.github.docentsearch.indexer.extract.PageExtractorTest.outline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.crawl.SourcePage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of pages as the generators make them; the recorded ones are described beside them. */
class GeneratorsTest {
    private static Page recorded(String name) throws Exception {
        try (InputStream in = GeneratorsTest.class.getResourceAsStream("/pages/" + name)) {
            return page(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page page(String path, String html) throws Exception {
        return new PageExtractor(ExtractOptions.DEFAULT).extract(new SourcePage(path, path, html));
    }

    @Test
    void asciidoctor() throws Exception {
        Page page = recorded("asciidoctor-2.0.html");
        assertEquals("Lantern Manual", page.title());
        assertEquals("""
                 #: Lantern lights a room.
                Installing #_installing: Put the lantern on a table. / Lantern.on();
                Installing > From a box #_from_a_box: Mind the glass. / Brightness / How bright it shines. / Colour / \
                Warm or cold. / Option | Meaning / -b | bright / -d | dim
                """, outline(page));
    }

    @Test
    void asciidocManualPage() throws Exception {
        Page page = recorded("asciidoc-10-manpage.html");
        assertEquals("lantern(1)", page.title());
        assertEquals("""
                 #: lantern - light a room
                SYNOPSIS #_synopsis: lantern [--bright] [<room>]
                OPTIONS #_options: -b / --bright / Shine as bright as it can.
                """, outline(page));
    }

    @Test
    void sphinx() throws Exception {
        for (String theme : List.of("sphinx-5-alabaster.html", "sphinx-5-rtd.html")) {
            Page page = recorded(theme);
            assertEquals("The Lantern API", page.title());
            assertEquals("""
                     #the-lantern-api: How programs use it.
                    Lantern #Lantern: class Lantern(oil) / A lantern that burns oil.
                    Lantern > Lantern.light #Lantern.light: light(minutes=5) / Light it for some minutes. / \
                    lamp.light()\\nlamp.off()
                    lantern_light #c.lantern_light: int lantern_light(int minutes) / The same in C.
                    Options > --bright #cmdoption-bright: Shine as bright as it can.
                    Options > wick #term-wick: What soaks up the oil.
                    """, outline(page), theme);
        }
    }

    @Test
    void mkdocs() throws Exception {
        for (String theme : List.of("mkdocs-1.4.html", "mkdocs-1.4-material.html")) {
            Page page = recorded(theme);
            assertEquals("Lighting", page.title());
            assertEquals("""
                     #lighting: Strike a match.
                    In the wind #in-the-wind: Note / Shelter it with a hand. / lamp.light() / Wick / What soaks up the oil.
                    """, outline(page), theme);
        }
    }

    @Test
    void docbook() throws Exception {
        Page page = recorded("docbook-xsl-1.79.html");
        assertEquals("Lighting", page.title());
        assertEquals("""
                 #: Strike a match.
                In the wind #wind: Shelter it with a hand: / lantern --shelter / then light it.
                In the wind > bright (boolean) #opt-bright: Shine as bright as it can.
                In the wind > In a storm #storm: Stay inside.
                """, outline(page));
    }

    @Test
    void javadoc() throws Exception {
        Page page = recorded("javadoc-17-class.html");
        assertEquals("Lantern", page.title());
        assertEquals(List.of("org.lantern"), page.breadcrumbs());
        assertEquals(PageKind.API, page.kind());
        assertEquals("""
                 #: org.lantern.Lantern / public class Lantern<T> extends Object / \
                A lantern that burns oil. Light it with light(int).
                Lantern.BRIGHT #BRIGHT: public static final int BRIGHT / How bright it may shine.
                Lantern() #%3Cinit%3E(): public Lantern() / A lantern full of oil.
                Lantern.light(int) #light(int): public boolean light(int minutes) / Lights it. / Parameters: / \
                minutes - how long / Returns: / whether it burns
                Lantern.fill(List, byte[]...) #fill(java.util.List,byte%5B%5D...): \
                public void fill(List<? extends Lantern<T>> others, byte[]... oils) / Fills many. @param others the others
                """, outline(page));
        assertEquals(
                "Lantern: A lantern that burns oil. Light it with light(int). > Lantern.BRIGHT\n"
                        + "public static final int BRIGHT\nHow bright it may shine.",
                embedded(page, "Lantern.BRIGHT"));
        assertTrue(embedded(page, "Lantern").startsWith("Lantern\norg.lantern.Lantern\n"), embedded(page, "Lantern"));
        assertEquals("org.lantern", recorded("javadoc-17-package.html").title());
    }

    @Test
    void sourceCodeIsKnownByItsMarksAndNotByItsFolder() throws Exception {
        List<String> sources = List.of(
                "<title>Foo xref</title><pre><a class=jxr_linenumber name=L1 href='#L1'>1</a> <strong class=jxr_keyword>package",
                "<title>All Classes</title><ul><li><a href='a/Foo.html' target=classFrame>Foo</a></ul>",
                "<html><!-- generated by Apache Maven JXR (jdk8) --><head><title>x</title></head><h1>Packages</h1>",
                "<div class=overview><ul><li>Overview</ul></div> <div class=framenoframe>FRAMES</div><h2>Package a</h2>",
                "<title>Source code</title><div class=sourceContainer><pre><span class=sourceLineNo>001</span>package a;",
                "<meta name=generator content=javadoc/SourceToHTMLConverter><main role=main><pre>package a;</main>");
        for (String html : sources) {
            assertTrue(page("src-html/a/Foo.html", html).isListing(), html);
        }
        for (String folder : List.of("xref", "guide/xref", "xref-test", "src-html")) {
            assertFalse(page(folder + "/a.html", "<main><h1>Cross references</h1>written by hand</main>")
                    .isListing());
        }
    }

    @Test
    void javadocPagesThatOnlyListOthersAreKnown() throws Exception {
        String html = "<!-- Generated by javadoc (1.8.0) --><title>x</title><main role=main><h1>x</h1>y</main>";
        for (String path : List.of(
                "index-all.html",
                "api/allclasses-index.html",
                "org/lantern/package-tree.html",
                "help-doc.html",
                "org/lantern/class-use/Lantern.html",
                "index-files/index-3.html",
                "overview-tree.html")) {
            assertTrue(page(path, "<html><head>" + html).isListing(), path);
        }
        for (String path :
                List.of("org/lantern/Lantern.html", "org/lantern/package-summary.html", "module-summary.html")) {
            assertEquals(false, page(path, "<html><head>" + html).isListing(), path);
        }
        assertEquals(false, page("index-all.html", "<h1>Not by javadoc</h1>x").isListing());
    }

    @Test
    void javadocOfJava8() throws Exception {
        Page page = page("org/lantern/Lantern.html", """
                <html lang="en"><head><!-- Generated by javadoc (1.8.0_402) --><title>Lantern (Lantern 1.0 API)</title></head><body>
                <div class="topNav"><ul class="navList"><li>Package</li></ul></div>
                <div class="header"><div class="subTitle">org.lantern</div><h2 title="Class Lantern" class="title">Class Lantern</h2></div>
                <div class="contentContainer"><ul class="inheritance"><li>java.lang.Object</li></ul>
                <div class="description"><ul class="blockList"><li class="blockList"><pre>public class Lantern</pre>
                <div class="block">Burns oil.<h3>Safety</h3>Mind the wind.</div></li></ul></div>
                <div class="summary"><h3>Method Summary</h3>light</div>
                <div class="details"><ul class="blockList"><li class="blockList">
                <ul class="blockList"><li class="blockList"><a name="constructor.detail"><!-- --></a><h3>Constructor Detail</h3>
                <a name="Lantern-int-"><!-- --></a><ul class="blockListLast"><li class="blockList"><h4>Lantern</h4>
                <pre>public Lantern(int oil)</pre></li></ul></li></ul>
                <ul class="blockList"><li class="blockList"><a name="method.detail"><!-- --></a><h3>Method Detail</h3>
                <a name="light-int-"><!-- --></a><ul class="blockList"><li class="blockList"><h4>light</h4>
                <pre>public boolean light(int minutes)</pre><div class="block">Lights it.</div></li></ul>
                <a name="fill-java.util.List-byte:A...-"><!-- --></a><ul class="blockListLast"><li class="blockList"><h4>fill</h4>
                <pre>public void fill(List others, byte[]... oils)</pre></li></ul></li></ul></li></ul></div>
                </div><div class="bottomNav">x</div></body></html>""");
        assertEquals("Lantern", page.title());
        assertEquals(List.of("org.lantern"), page.breadcrumbs());
        assertEquals("""
                 #: org.lantern.Lantern / public class Lantern / Burns oil.
                Safety #: Mind the wind.
                Lantern(int) #Lantern-int-: public Lantern(int oil)
                Lantern.light(int) #light-int-: public boolean light(int minutes) / Lights it.
                Lantern.fill(List, byte[]...) #fill-java.util.List-byte:A...-: public void fill(List others, byte[]... oils)
                """, outline(page));
        assertEquals(
                "Lantern: Burns oil. Safety Mind the wind. > Lantern.light(int)\npublic boolean light(int minutes)\nLights it.",
                embedded(page, "Lantern.light(int)"));
    }

    @Test
    void aLongDescriptionOfATypeIsCutBehindASentence() throws Exception {
        String page = """
                <html><head><!-- Generated by javadoc --><title>Oil</title></head><main role="main"><h1 class="title">Class Oil</h1>
                <section class="class-description" id="class-description"><div class="block">%s</div></section>
                <section class="detail" id="burn()"><h3>burn</h3><div class="block">Burns.</div></section></main></html>""";
        String sentence = "It burns for as long as there is any of it left. ";
        assertEquals(
                "Oil: " + sentence.repeat(5).strip() + " > Oil.burn()\nBurns.",
                embedded(page("Oil.html", page.formatted(sentence.repeat(9))), "Oil.burn()"));
        assertEquals(
                "Oil: " + "burning ".repeat(31).strip() + " > Oil.burn()\nBurns.",
                embedded(page("Oil.html", page.formatted("burning ".repeat(90))), "Oil.burn()"));
        assertEquals("Oil > Oil.burn()\nBurns.", embedded(page("Oil.html", page.formatted("")), "Oil.burn()"));
    }

    private static String embedded(Page page, String title) {
        return new Chunker(180, String::length)
                .chunks(page).stream()
                        .filter(chunk -> chunk.title(page).equals(title))
                        .findFirst()
                        .orElseThrow()
                        .embeddingText(page);
    }

    @Test
    void javadocOfJava11And14() throws Exception {
        String head = """
                <html lang="en"><head><!-- Generated by javadoc --><title>Lantern (Lantern 1.0 API)</title></head><body>
                <main role="main"><div class="header">
                <div class="subTitle"><span class="moduleLabelInType">Module</span>&nbsp;<a href="../../module-summary.html">lantern</a></div>
                <div class="subTitle"><span class="packageLabelInType">Package</span>&nbsp;<a href="package-summary.html">org.lantern</a></div>
                <h2 title="Class Lantern" class="title">Class Lantern</h2></div>
                <div class="contentContainer"><ul class="inheritance"><li>java.lang.Object</li></ul>
                """;
        Page page11 = page("org/lantern/Lantern.html", head + """
                <div class="details"><ul class="blockList"><li class="blockList"><ul class="blockList"><li class="blockList">
                <a id="method.detail"><!-- --></a><h3>Method Detail</h3>
                <a id="light(int)"><!-- --></a><ul class="blockListLast"><li class="blockList"><h4>light</h4>
                <pre class="methodSignature">public boolean light&#8203;(int minutes)</pre><div class="block">Lights it.</div>
                </li></ul></li></ul></li></ul></div></div></main></body></html>""");
        Page page14 = page("org/lantern/Lantern.html", head + """
                <section class="details"><ul class="blockList"><li class="blockList"><section>
                <ul class="blockList"><li class="blockList"><a id="method.detail"><!-- --></a><h3>Method Detail</h3>
                <ul class="blockListLast"><li class="blockList"><section class="detail"><h4><a id="light(int)">light</a></h4>
                <div class="memberSignature">public boolean light(int minutes)</div><div class="block">Lights it.</div>
                </section></li></ul></li></ul></section></li></ul></section></div></main></body></html>""");
        for (Page page : List.of(page11, page14)) {
            assertEquals(List.of("lantern", "org.lantern"), page.breadcrumbs());
            assertTrue(outline(page).startsWith(" #: org.lantern.Lantern"), outline(page));
            assertTrue(
                    outline(page)
                            .replace("\u200b", "")
                            .endsWith(
                                    "\nLantern.light(int) #light(int): public boolean light(int minutes) / Lights it.\n"),
                    outline(page));
        }
    }

    @Test
    void doxiaWithFluido() throws Exception {
        Page page = recorded("doxia-2-fluido.html");
        assertEquals("Search on Sphinx, MkDocs, Docusaurus and DocBook", page.title());
        assertEquals("en", page.language());
        String[] sections = outline(page).split("\n");
        assertEquals(6, sections.length);
        assertTrue(sections[0].startsWith(" #: These generators do not run under Maven"), sections[0]);
        assertEquals(
                "MkDocs #MkDocs: mkdocs build\\nmvn io.github.docentsearch:docent-maven-plugin:0.1.0-SNAPSHOT:generate-search"
                        + " -Ddocent.siteDirectory=site",
                sections[2]);
        assertTrue(sections[5].startsWith("Something else #Something_else: Any folder of HTML explains"), sections[5]);
    }

    @Test
    void doxiaWithTheFirstSkin() throws Exception {
        Page page = page("dependencies.html", """
                <html><head><meta name="generator" content="Apache Maven Doxia Site Renderer 1.11.1"/>
                <title>Lantern – Project Dependencies</title></head><body class="composite"><div id="banner">Lantern</div>
                <div id="breadcrumbs"><div class="xleft">Last Published</div></div><div id="leftColumn"><h5>Overview</h5></div>
                <div id="bodyColumn"><div id="contentBox"><section><h2><a name="compile"></a>compile</h2><p>None.</p></section></div>
                </div><div id="footer">Copyright</div></body></html>""");
        assertEquals("Lantern – Project Dependencies", page.title());
        assertEquals(PageKind.REPORT, page.kind());
        assertEquals("compile #compile: None.\n", outline(page));
    }

    @Test
    void docusaurus() throws Exception {
        Page page = page("docs/lighting/index.html", """
                <!doctype html><html lang="en"><head><meta name="generator" content="Docusaurus v3.10.2">
                <title>Lighting | Lantern</title></head><body><nav class="navbar">Lantern</nav><main class="docMainContainer_TBSr">
                <article><nav class="theme-doc-breadcrumbs" aria-label="Breadcrumbs"><ul class="breadcrumbs">
                <li class="breadcrumbs__item"><a>Home</a></li><li class="breadcrumbs__item"><span>Guide</span></li>
                <li class="breadcrumbs__item"><span>Lighting</span></li></ul></nav><div class="theme-doc-toc-mobile">On this page</div>
                <div class="theme-doc-markdown markdown"><header><h1>Lighting</h1></header><p>Strike a match.</p>
                <h2 class="anchor" id="wind">In the wind<a href="#wind" class="hash-link">#</a></h2>
                <div class="tabs-container"><ul role="tablist"><li role="tab">npm</li><li role="tab">yarn</li></ul>
                <div role="tabpanel">npm i lantern</div><div role="tabpanel" hidden="">yarn add lantern</div></div>
                <div class="codeBlock"><pre><code><span class="line">light()<br></span><span class="line">off()<br></span></code></pre>
                <button>Copy</button></div></div></article><nav class="pagination-nav">Next</nav></main></body></html>""");
        assertEquals("Lighting", page.title());
        assertEquals(List.of("Guide"), page.breadcrumbs());
        assertEquals("""
                 #: Strike a match.
                In the wind #wind: npm i lantern / yarn add lantern / light()\\noff()
                """, outline(page));
    }

    @Test
    void antora() throws Exception {
        Page page = page("lantern/1.0/lighting.html", """
                <html lang="en"><head><meta name="generator" content="Antora 3.1.7"><title>Lighting :: Lantern</title></head><body>
                <div class="nav-container">menu</div><main class="article"><div class="toolbar"><nav class="breadcrumbs"><ul>
                <li><a>Lantern</a></li><li><a>Guide</a></li></ul></nav></div><div class="content"><aside class="toc sidebar">Contents
                </aside><article class="doc"><h1 class="page">Lighting</h1><div class="sect1"><h2 id="_wind"><a class="anchor"
                href="#_wind"></a>In the wind</h2><div class="sectionbody"><div class="paragraph"><p>Shelter it.</p></div></div></div>
                <nav class="pagination">Next</nav></article></div></main><footer class="footer">x</footer></body></html>""");
        assertEquals("Lighting", page.title());
        assertEquals(List.of("Lantern", "Guide"), page.breadcrumbs());
        assertEquals("In the wind #_wind: Shelter it.\n", outline(page));
    }

    @Test
    void aPageOfNobodyKnownIsTakenWhereItIsDensest() throws Exception {
        Page page = page(
                "x.html",
                "<body><div class=menu><a href=a>One</a> <a href=b>Two</a></div><div><div class=page><h1>Wicks</h1>"
                        + "<p>" + "They soak up the oil. ".repeat(30) + "</p></div></div><div>© us</div></body>");
        assertEquals("Wicks", page.title());
        assertTrue(
                outline(page).startsWith(" #: They soak up") && !outline(page).contains("©"), outline(page));
        assertTrue(!outline(page).contains("One"));
    }
}
