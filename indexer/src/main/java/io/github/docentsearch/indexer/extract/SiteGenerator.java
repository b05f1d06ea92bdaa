package io.github.docentsearch.indexer.extract;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * What made a page, and what follows from that: where the main content is, what in it is not text, and which of its
 * pages only list others.
 */
enum SiteGenerator {
    JAVADOC(
            List.of("main[role=main]", "main", "div.contentContainer", "body"),
            "header[role=banner], section.summary, div.summary, .inherited-list, .table-tabs, .skip-nav, nav, .inheritance,"
                    + " .sub-title, .subTitle, .topNav, .bottomNav, .subNav, .navList, #navbar-top, .legal-copy, .legalCopy, "
                    + Javadoc.CROSS_REFERENCES,
            ".details > ul > li > section > h2, section.details > h2, .details-list > li > section > h2,"
                    + " .details a[id$=.detail] + h3, .details a[name$=.detail] + h3",
            Pattern.compile(
                    "(?:.*/)?(?:index|index-all|allclasses(?:-index|-frame|-noframe)?|allpackages-index|overview-tree"
                            + "|overview-frame|package-tree|package-use|package-frame|module-frame|help-doc|search|constant-values"
                            + "|serialized-form|deprecated-list|preview-list|new-list|restricted-list|system-properties"
                            + "|external-specs)\\.html|(?:.*/)?(?:class-use|index-files|src-html)/.*")),
    DOXIA(
            List.of("main#bodyColumn", "#contentBox", "#bodyColumn", "body"),
            "#topbar, #banner, #breadcrumbs, #leftColumn, #navColumn, #footer, #toc-sidebar",
            "",
            null),
    ASCIIDOC(
            List.of("#header, #content", "#content", "body"),
            "#toc, .toc, #footer, #footnotes > hr, #header > .details, .details > .author, .colist td > i, .admonitionblock td.icon",
            "#header > h2",
            null),
    ANTORA(
            List.of("article.doc", "main article", "main"),
            ".breadcrumbs, nav.pagination, aside.toc, .page-versions, .edit-this-page, .source-toolbox, .toolbar",
            "",
            Pattern.compile("(?:.*/)?404\\.html")),
    SPHINX(
            List.of("[role=main]", "div.body", "article", "div.document", "main"),
            "a.headerlink, .sphinxsidebar, .toc-drawer, .toctree-wrapper, .related, .related-pages, .contents.topic,"
                    + " nav.contents, .viewcode-link, .viewcode-back, td.linenos, span.linenos, .highlight-lines",
            "",
            Pattern.compile("(?:.*/)?(?:genindex(?:-.*)?|search|py-modindex|.*-modindex)\\.html|_modules/.*")),
    DOCBOOK(
            List.of("body"),
            ".navheader, .navfooter, div.toc, div.list-of-tables, div.list-of-figures, div.list-of-examples, a.indexterm",
            "",
            Pattern.compile("(?:.*/)?bookindex\\.html")),
    MKDOCS(
            List.of("article.md-content__inner", ".md-content", "[role=main]", "main", "div.col-md-9"),
            ".md-header, .md-sidebar, .md-footer, .headerlink, .md-content__button, .md-source-file, .md-clipboard",
            "",
            Pattern.compile("(?:.*/)?404\\.html|search\\.html")),
    DOCUSAURUS(
            List.of("article .theme-doc-markdown", "article", "main"),
            ".theme-doc-breadcrumbs, .theme-doc-toc-mobile, .theme-doc-toc-desktop, .pagination-nav, a.hash-link,"
                    + " .theme-edit-this-page, .theme-last-updated, .theme-doc-version-badge, .theme-doc-footer",
            "",
            Pattern.compile("(?:.*/)?404\\.html|search(?:/index)?\\.html")),
    /** Source code as HTML, and lists of it: Maven's JXR, and javadoc 8, which does not say in them that they are its own. */
    SOURCES(List.of(), "", "", Pattern.compile(".*")),
    UNKNOWN(List.of(), ".fancy_toc, .nosearch", "", Pattern.compile("404\\.html"));

    /** Constants cannot refer to a static field of their own enum. */
    private static final class Javadoc {
        /** Lists of other types and members among the notes of one: finding this one by them helps nobody. */
        static final String CROSS_REFERENCES = notes("See Also") + notes("Specified by") + notes("Overrides")
                + notes("Enclosing") + notes("All Known") + notes("All Implemented") + notes("All Superinterfaces")
                + notes("Direct Known Subclasses") + "dl.notes > dt:empty";

        private static String notes(String label) {
            String term = "dl.notes > dt:matchesOwn(^" + label + ")";
            return term + ", " + term + " + dd, ";
        }
    }

    /** Reports that Maven's plugins add to a site, by file name or folder. */
    private static final Pattern MAVEN_REPORT =
            Pattern.compile("(?:.*/)?(?:(?:ci-management|dependencies|dependency-info"
                    + "|dependency-convergence|dependency-management|distribution-management|issue-management|licenses|license"
                    + "|mailing-lists|modules|plugin-management|plugins|project-info|project-reports|project-summary|scm"
                    + "|source-repository|summary|integration|issue-tracking|mail-lists|team|team-list|surefire|surefire-report"
                    + "|failsafe|failsafe-report|checkstyle|checkstyle-aggregate|pmd|cpd|spotbugs|taglist|jdepend-report"
                    + "|changes-report|changelog|dev-activity|file-activity|plugin-updates-report|dependency-updates-report"
                    + "|property-updates-report|dependency-analysis|japicmp|rat-report|jira-report|github-report)\\.html"
                    + "|(?:jacoco|jacoco-it|jacoco-aggregate|cobertura|clover|pit-reports|xref|xref-test)/.*)");

    /** What the page of a generator looks like whose theme leaves out {@code meta name=generator}. */
    private static final Evaluator SPHINX_MARKS =
            Selector.evaluatorOf("script#documentation_options, html[data-content_root], .sphinxsidebar");

    private static final Evaluator MKDOCS_MARKS = Selector.evaluatorOf("article.md-content__inner");

    private static final Evaluator SOURCE_MARKS = Selector.evaluatorOf(".jxr_linenumber, .sourceContainer,"
            + " a[target=classFrame], a[target=packageFrame], .overview + .framenoframe");

    private final List<String> contentSelectors;
    private final String excludeSelector;
    private final String ignoredHeadings;
    private final Pattern listings;

    /**
     * @param contentSelectors where the main content is; the first selector that finds anything counts
     * @param excludeSelector what in it is not text, beside what {@link ContentFinder} leaves out everywhere
     * @param ignoredHeadings headings that say nothing, such as "Method Details"; empty if there are none
     * @param listings paths of pages that only list other pages, or {@code null}
     */
    SiteGenerator(
            List<String> contentSelectors, String excludeSelector, String ignoredHeadings, @Nullable Pattern listings) {
        this.contentSelectors = contentSelectors;
        this.excludeSelector = excludeSelector;
        this.ignoredHeadings = ignoredHeadings;
        this.listings = listings == null ? Pattern.compile("(?!)") : listings;
    }

    static SiteGenerator of(Document document) {
        Element meta = document.head().selectFirst("meta[name=generator]");
        String name = meta == null ? "" : meta.attr("content").toLowerCase(Locale.ROOT);
        if (name.startsWith("javadoc") || hasComment(document, "Generated by javadoc")) {
            return JAVADOC;
        }
        if (name.contains("doxia") || hasComment(document, "Generated by Apache Maven Doxia")) {
            return DOXIA;
        }
        if (name.startsWith("antora")) {
            return ANTORA;
        }
        if (name.startsWith("asciidoc")) {
            return ASCIIDOC;
        }
        if (name.startsWith("docusaurus")) {
            return DOCUSAURUS;
        }
        if (name.startsWith("mkdocs")) {
            return MKDOCS;
        }
        if (name.startsWith("docbook")) {
            return DOCBOOK;
        }
        if (name.startsWith("docutils")) {
            return SPHINX;
        }
        if (document.selectFirst(SPHINX_MARKS) != null) {
            return SPHINX;
        }
        if (document.selectFirst(MKDOCS_MARKS) != null) {
            return MKDOCS;
        }
        boolean sources =
                hasComment(document, "generated by Apache Maven JXR") || document.selectFirst(SOURCE_MARKS) != null;
        return sources ? SOURCES : UNKNOWN;
    }

    private static boolean hasComment(Document document, String start) {
        Element html = document.firstElementChild();
        return startsWithComment(document, start)
                || html != null && startsWithComment(html, start)
                || startsWithComment(document.head(), start);
    }

    private static boolean startsWithComment(Element parent, String start) {
        Node node = parent.childNodeSize() > 0 ? parent.childNode(0) : null;
        for (int i = 0; node != null && i < 20; i++, node = node.nextSibling()) {
            if (node instanceof Comment comment && comment.getData().strip().startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    List<String> contentSelectors() {
        return contentSelectors;
    }

    String excludeSelector() {
        return excludeSelector;
    }

    String ignoredHeadings() {
        return ignoredHeadings;
    }

    /** Whether the page only lists other pages, so that finding it helps nobody. */
    boolean isListing(String path) {
        return listings.matcher(path).matches();
    }

    PageKind kindOf(String path) {
        if (this == JAVADOC) {
            return PageKind.API;
        }
        return this == DOXIA && MAVEN_REPORT.matcher(path).matches()
                        || path.contains("jacoco/")
                        || path.contains("pit-reports/")
                ? PageKind.REPORT
                : PageKind.GUIDE;
    }
}
