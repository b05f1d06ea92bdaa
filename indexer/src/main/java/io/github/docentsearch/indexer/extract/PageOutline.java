package io.github.docentsearch.indexer.extract;

import io.github.docentsearch.indexer.crawl.UrlEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** What a page is called, which of its headings says so, and how the names of its other headings are to be read. */
final class PageOutline {
    private static final Pattern NUMBER = Pattern.compile("^\\d+(?:\\.\\d+)*\\.\\s+(?=\\S)");
    private static final Pattern DOCBOOK_NUMBER = Pattern.compile(
            "^(?:(?:Chapter|Appendix|Part|Section|Table|Example|Figure)\\s+)?[\\dA-ZIVX]+(?:\\.\\d+)*\\.\\s+(?=\\S)");
    private static final Pattern TRAILING_PARENTHESES = Pattern.compile("\\s+\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)$");

    private final SiteGenerator generator;
    private final String title;
    private final @Nullable Element titleHeading;

    private PageOutline(SiteGenerator generator, String title, @Nullable Element titleHeading) {
        this.generator = generator;
        this.title = title;
        this.titleHeading = titleHeading;
    }

    static PageOutline of(
            Document document,
            PageHead head,
            SiteGenerator generator,
            List<Element> roots,
            Set<Element> excluded,
            String markedTitle,
            String path) {
        List<Element> headings = headingsOf(roots, excluded);
        Element first = headings.isEmpty() ? null : headings.get(0);
        List<Element> top =
                headings.stream().filter(h -> h.normalName().equals("h1")).toList();
        String headTitle = head.titleWithoutSiteName();

        Element titleHeading = null;
        if (generator == SiteGenerator.JAVADOC && first != null && first.hasClass("title")) {
            titleHeading = first;
        } else if (top.size() == 1) {
            titleHeading = top.get(0);
        } else if (first != null && !head.title().isEmpty() && sameWords(textOf(first, excluded), head.title())) {
            titleHeading = first;
        } else if (top.size() > 1 && top.get(0) == first && head.title().startsWith(textOf(first, excluded))) {
            titleHeading = first;
        }
        String title;
        if (!markedTitle.isEmpty()) {
            title = markedTitle;
        } else if (generator == SiteGenerator.JAVADOC && !headTitle.isEmpty()) {
            title = TRAILING_PARENTHESES.matcher(headTitle).replaceFirst("");
        } else if (titleHeading != null && !textOf(titleHeading, excluded).isEmpty()) {
            title = withoutNumber(generator, textOf(titleHeading, excluded));
            if (generator == SiteGenerator.ASCIIDOC && title.equals(headTitle + " Manual Page")) {
                title = headTitle;
            }
        } else if (!headTitle.isEmpty()) {
            title = withoutNumber(generator, headTitle);
        } else if (first != null && !textOf(first, excluded).isEmpty()) {
            titleHeading = first;
            title = textOf(first, excluded);
        } else {
            title = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.x?html?$", "");
        }
        return new PageOutline(generator, SectionWalker.shortened(title), titleHeading);
    }

    String title() {
        return title;
    }

    /** The heading that is the page's title, or {@code null} if none is. */
    @Nullable
    Element titleHeading() {
        return titleHeading;
    }

    /** Where the page's title stands, URL-encoded; empty if it has no id. */
    String titleAnchor() {
        if (titleHeading == null || generator == SiteGenerator.JAVADOC) {
            return "";
        }
        if (!titleHeading.id().isEmpty()) {
            return UrlEncoding.encodeFragment(titleHeading.id());
        }
        Element around = titleHeading.parent();
        for (int i = 0; i < 4 && around != null; i++, around = around.parent()) {
            if (around.normalName().equals("section") && !around.id().isEmpty()
                    || generator == SiteGenerator.DOCBOOK
                            && !around.id().isEmpty()
                            && around.normalName().equals("div")) {
                return UrlEncoding.encodeFragment(around.id());
            }
        }
        return "";
    }

    /** What a heading is called in a path of headings, from its text. */
    String headingText(Element heading, String text) {
        String member = JavadocMember.idOf(heading);
        return generator == SiteGenerator.JAVADOC && member != null
                ? JavadocMember.title(title, member, text)
                : withoutNumber(generator, text);
    }

    /** The level of sections that a heading ends; a member of a type lies in no section of the type's description. */
    int levelOf(Element heading) {
        return generator == SiteGenerator.JAVADOC && JavadocMember.idOf(heading) != null
                ? 1
                : Markup.levelOf(heading, heading.normalName());
    }

    boolean isSignature(Element term) {
        return term.hasClass("sig") || term.selectFirst(".sig-name, .descname") != null;
    }

    /** What a described term is called: of a signature its name, of anything else its words. */
    String termTitle(Element term, String text) {
        Element name = term.selectFirst(".sig-name, .descname");
        if (name == null) {
            return text;
        }
        Element prefix = term.selectFirst(".sig-prename, .descclassname");
        String shown = (prefix == null ? "" : TextLine.collapse(prefix.text())) + TextLine.collapse(name.text());
        boolean python =
                term.hasClass("py") || term.parent() != null && term.parent().hasClass("py");
        return python && term.id().endsWith("." + shown) ? term.id() : shown;
    }

    /** An element's text, as if it were a single line. */
    static String textOf(Element element, Set<Element> excluded) {
        TextLine line = new TextLine();
        element.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof TextNode text) {
                    line.append(text.getWholeText());
                } else if (node instanceof Element child) {
                    if (Markup.isBlock(child.normalName()) || child.normalName().equals("br")) {
                        line.space();
                    }
                    if (excluded.contains(child) && child != element) {
                        return FilterResult.SKIP_ENTIRELY;
                    }
                }
                return FilterResult.CONTINUE;
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                if (node instanceof Element child && Markup.isBlock(child.normalName())) {
                    line.space();
                }
                return FilterResult.CONTINUE;
            }
        });
        return line.text();
    }

    /** The first few headings; what comes later cannot be the title. */
    private static List<Element> headingsOf(List<Element> roots, Set<Element> excluded) {
        List<Element> headings = new ArrayList<>();
        for (Element root : roots) {
            root.filter((node, depth) -> {
                if (node instanceof Element element) {
                    if (excluded.contains(element)) {
                        return NodeFilter.FilterResult.SKIP_ENTIRELY;
                    }
                    if (Markup.levelOf(element, element.normalName()) > 0) {
                        headings.add(element);
                    }
                }
                return NodeFilter.FilterResult.CONTINUE;
            });
        }
        return headings;
    }

    private static boolean sameWords(String heading, String title) {
        String h = heading.replaceAll("\\s+", " ").strip();
        return !h.isEmpty() && (title.equalsIgnoreCase(h) || title.startsWith(h + " ") || title.endsWith(" " + h));
    }

    private static String withoutNumber(SiteGenerator generator, String text) {
        return (generator == SiteGenerator.DOCBOOK ? DOCBOOK_NUMBER : NUMBER)
                .matcher(text)
                .replaceFirst("");
    }
}
