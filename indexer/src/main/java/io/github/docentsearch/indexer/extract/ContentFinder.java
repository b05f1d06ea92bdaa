package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeVisitor;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** Finds where on a page the main content is, and what in it is not text. */
final class ContentFinder {
    private static final Evaluator MARKED_BODY = Selector.evaluatorOf("[data-docent-body], [data-pagefind-body]");
    /** In the order of trust; a selector counts when it finds exactly one element. */
    private static final List<Evaluator> USUAL_CONTENT = evaluators(List.of(
            "main article",
            "[role=main]",
            "main",
            "article",
            "#bodyColumn",
            "#content",
            "#main-content",
            ".main-content"));

    /** What is no text of the page, whatever made it. */
    private static final String USUAL_EXCLUDES =
            "script, style, template, noscript, iframe, object, embed, svg, canvas, audio,"
                    + " video, button, select, textarea, input, datalist, progress, meter, rp, rt, nav, menu, dialog, annotation,"
                    + " docent-search, [role=navigation], [role=search], [role=contentinfo], [role=banner], [role=dialog],"
                    + " [role=tablist], [role=menu], [aria-hidden=true], [hidden]:not([role=tabpanel]):not([hidden=until-found]),"
                    + " a.headerlink, a.header-anchor, a.heading-anchor, a.anchorjs-link, a.hash-link, a.anchor:matches(^[#¶§🔗]?$),"
                    + " .linenos, .linenodiv, .lineno, .line-numbers, .line-numbers-rows, .gutter, td.rouge-gutter, td.blob-num,"
                    + " .copybtn, .copy-button, .copy-btn, .copy-to-clipboard, .clipboard, .btn-clipboard,"
                    + " .breadcrumb, .breadcrumbs, .pagination, .skip-link, .skip-nav, .skiplink, .screen-reader-text, .sr-only,"
                    + " .visually-hidden, .table-of-contents, .edit-page, .edit-this-page, footer:not(blockquote footer),"
                    + " .noprint.navigation";

    private static final Map<SiteGenerator, ElementMatcher> EXCLUDES = new EnumMap<>(SiteGenerator.class);
    private static final Map<SiteGenerator, List<Evaluator>> CONTENT = new EnumMap<>(SiteGenerator.class);

    static {
        for (SiteGenerator generator : SiteGenerator.values()) {
            EXCLUDES.put(
                    generator,
                    new ElementMatcher(
                            List.of(USUAL_EXCLUDES, generator.excludeSelector(), generator.ignoredHeadings())));
            CONTENT.put(generator, evaluators(generator.contentSelectors()));
        }
    }

    private final @Nullable Evaluator configuredContent;
    private final List<Evaluator> configuredExcludes;

    ContentFinder(@Nullable Evaluator configuredContent, List<Evaluator> configuredExcludes) {
        this.configuredContent = configuredContent;
        this.configuredExcludes = List.copyOf(configuredExcludes);
    }

    /** Elements that the site's author wants unread, by attribute or parameter; by identity, without their children. */
    Set<Element> unwanted(Document document) {
        Set<Element> unwanted = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Evaluator evaluator : configuredExcludes) {
            unwanted.addAll(document.select(evaluator));
        }
        document.traverse((node, depth) -> {
            if (node instanceof Element element && isMarkedIgnored(element)) {
                unwanted.add(element);
            }
        });
        return unwanted;
    }

    private static boolean isMarkedIgnored(Element element) {
        return element.attributesSize() > 0
                && (element.hasAttr("data-pagefind-ignore")
                        || element.hasAttr("data-docent-ignore")
                                && !element.attr("data-docent-ignore").strip().equalsIgnoreCase("false"));
    }

    /** Elements that are not text, {@code unwanted} or by what is known of pages; by identity, without their children. */
    Set<Element> excluded(Document document, SiteGenerator generator, Set<Element> unwanted) {
        Set<Element> excluded = Collections.newSetFromMap(new IdentityHashMap<>());
        excluded.addAll(unwanted);
        ElementMatcher matcher = EXCLUDES.get(generator);
        matcher.addOthers(document, excluded);
        document.traverse((node, depth) -> {
            if (node instanceof Element element && (matcher.matches(element) || isHidden(element))) {
                excluded.add(element);
            }
        });
        return excluded;
    }

    /** By its style; hidden panels of tabs are not, since a click shows them. */
    private static boolean isHidden(Element element) {
        if (!element.hasAttr("style")) {
            return false;
        }
        String style = element.attr("style");
        return style.contains("display")
                && style.replace(" ", "").contains("display:none")
                && !element.attr("role").equals("tabpanel")
                && !element.normalName().equals("h");
    }

    /** Whether a {@code data-docent-body} says where the content is. */
    static boolean isMarked(Document document) {
        return document.selectFirst(MARKED_BODY) != null;
    }

    /**
     * The elements that hold the main content, in document order, none within another. What the author wants unread is
     * none, nor what lies in it: there may be no root at all.
     */
    List<Element> roots(Document document, SiteGenerator generator, Set<Element> excluded, Set<Element> unwanted) {
        return candidates(document, generator, excluded, unwanted).stream()
                .filter(root -> !isWithin(root, unwanted))
                .toList();
    }

    private List<Element> candidates(
            Document document, SiteGenerator generator, Set<Element> excluded, Set<Element> unwanted) {
        Elements marked = document.select(MARKED_BODY);
        if (!marked.isEmpty()) {
            return outermost(marked);
        }
        if (configuredContent != null) {
            Elements configured = document.select(configuredContent);
            if (!configured.isEmpty()) {
                return outermost(configured);
            }
        }
        for (Evaluator selector : CONTENT.get(generator)) {
            Elements known = document.select(selector);
            if (!known.isEmpty()) {
                return outermost(known);
            }
        }
        for (Evaluator selector : USUAL_CONTENT) {
            Elements usual = document.select(selector);
            if (usual.size() == 1 && usual.get(0).hasText()) {
                Element content = usual.get(0);
                return List.of(isWithin(content, unwanted) ? content : withHeading(content, document, excluded));
            }
        }
        return List.of(densest(document.body(), excluded));
    }

    private static List<Evaluator> evaluators(List<String> selectors) {
        return selectors.stream().map(Selector::evaluatorOf).toList();
    }

    private static List<Element> outermost(Elements elements) {
        Set<Element> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.addAll(elements);
        List<Element> outermost = new ArrayList<>();
        for (Element element : elements) {
            Element ancestor = element.parent();
            while (ancestor != null && !all.contains(ancestor)) {
                ancestor = ancestor.parent();
            }
            if (ancestor == null) {
                outermost.add(element);
            }
        }
        return outermost;
    }

    /**
     * From the body downwards, as long as one child holds nearly all words that are not links: what is left behind are
     * menus and footers that do not call themselves so.
     */
    private static Element densest(Element body, Set<Element> excluded) {
        Map<Element, int[]> words = new IdentityHashMap<>();
        body.traverse(new NodeVisitor() {
            private int skippedDepth = -1;

            @Override
            public void head(Node node, int depth) {
                if (skippedDepth < 0
                        && node instanceof Element element
                        && (excluded.contains(element)
                                || element.normalName().equals("a") && element.hasAttr("href"))) {
                    skippedDepth = depth;
                }
                if (skippedDepth < 0 && node instanceof TextNode text && !text.isBlank()) {
                    Element parent = text.parent();
                    words.computeIfAbsent(parent, p -> new int[1])[0] +=
                            text.text().length();
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (skippedDepth == depth) {
                    skippedDepth = -1;
                }
                int[] own = node instanceof Element ? words.get(node) : null;
                if (own != null && node != body && node.parent() instanceof Element parent) {
                    words.computeIfAbsent(parent, p -> new int[1])[0] += own[0];
                }
            }
        });
        Element found = body;
        int total = sizeOf(words, body);
        while (true) {
            Element heaviest = null;
            for (Element child : found.children()) {
                if (sizeOf(words, child) > (heaviest == null ? 0 : sizeOf(words, heaviest))) {
                    heaviest = child;
                }
            }
            if (heaviest == null || sizeOf(words, heaviest) < 0.9 * total || !isContainer(heaviest)) {
                return withHeading(found, body.ownerDocument(), excluded);
            }
            found = heaviest;
        }
    }

    private static int sizeOf(Map<Element, int[]> words, Element element) {
        int[] size = words.get(element);
        return size == null ? 0 : size[0];
    }

    private static boolean isContainer(Element element) {
        return switch (element.normalName()) {
            case "div", "section", "article", "main", "center", "table", "tbody", "tr", "td", "form" -> true;
            default -> false;
        };
    }

    /** The content, or the nearest element around it that has the page's first {@code h1} in it. */
    private static Element withHeading(Element content, @Nullable Document document, Set<Element> excluded) {
        if (document == null || content.selectFirst("h1, h2") != null) {
            return content;
        }
        for (Element heading : document.select("h1")) {
            if (!isWithin(heading, excluded)) {
                Element around = content;
                while (around.parent() != null && !heading.parents().contains(around)) {
                    around = around.parent();
                }
                return around;
            }
        }
        return content;
    }

    private static boolean isWithin(Element element, Set<Element> excluded) {
        for (Element e = element; e != null; e = e.parent()) {
            if (excluded.contains(e)) {
                return true;
            }
        }
        return false;
    }
}
