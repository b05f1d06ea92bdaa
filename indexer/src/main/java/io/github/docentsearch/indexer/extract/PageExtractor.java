package io.github.docentsearch.indexer.extract;

import io.github.docentsearch.indexer.IndexingException;
import io.github.docentsearch.indexer.crawl.SiteFile;
import io.github.docentsearch.indexer.crawl.SourcePage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;

/** Turns a page's HTML into what the index needs of it. Safe for use by several threads. */
public final class PageExtractor {
    /** What in a table row makes its cells more than a line of values. */
    private static final Set<String> MORE_THAN_A_ROW = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "pre", "dl", "table");

    private final ContentFinder contentFinder;

    /** @throws IndexingException if a selector is not one */
    public PageExtractor(ExtractOptions options) throws IndexingException {
        String content = options.contentSelector();
        List<Evaluator> excludes = new ArrayList<>();
        for (String selector : options.excludeSelectors()) {
            excludes.add(CssSelector.parse("excludeSelectors", selector));
        }
        contentFinder = new ContentFinder(
                content == null || content.isBlank() ? null : CssSelector.parse("contentSelector", content), excludes);
    }

    public Page extract(SourcePage source) {
        Parser parser = SiteFile.isXml(source.path()) ? Parser.xmlParser() : Parser.htmlParser();
        Document document = Jsoup.parse(source.html(), "", parser);
        SiteGenerator generator = SiteGenerator.of(document);
        PageHead head = PageHead.of(document);
        Set<Element> unwanted = contentFinder.unwanted(document);
        Set<Element> excluded = contentFinder.excluded(document, generator, unwanted);
        List<Element> roots = contentFinder.roots(document, generator, excluded, unwanted);
        for (Element root : roots) {
            for (Element e = root; e != null; e = e.parent()) {
                excluded.remove(e); // asked for by name, or around what was; never what the author wants unread
            }
        }
        PageMarks marks = PageMarks.of(document, excluded);
        PageOutline outline = PageOutline.of(document, head, generator, roots, excluded, marks.title(), source.path());
        List<Section> sections = new SectionWalker(outline, excluded, rowsOfOneBlock(document)).sectionsOf(roots);
        List<String> breadcrumbs = Breadcrumbs.of(document, generator, outline.title());
        if (generator == SiteGenerator.JAVADOC && JavadocType.isPageOfType(document)) {
            sections = JavadocType.withContextOfMembers(sections, outline.title(), document);
            if (!breadcrumbs.isEmpty()) {
                String name = breadcrumbs.get(breadcrumbs.size() - 1) + "." + outline.title();
                sections = JavadocType.withQualifiedName(sections, name);
            }
        }
        PageKind kind = generator.kindOf(source.path());
        marks.filters().putIfAbsent("kind", List.of(kind.code()));
        return new Page(
                source.path(),
                source.url(),
                head,
                kind,
                outline.title(),
                breadcrumbs,
                marks.filters(),
                ContentFinder.isMarked(document),
                roots.isEmpty(),
                generator.isListing(source.path()),
                outline.titleHeading() != null,
                sections);
    }

    private static Set<Element> rowsOfOneBlock(Document document) {
        Set<Element> rows = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Element> contents = new ArrayList<>();
        document.traverse((node, depth) -> {
            if (node instanceof Element element) {
                if (element.normalName().equals("tr")) {
                    rows.add(element);
                } else if (MORE_THAN_A_ROW.contains(element.normalName())) {
                    contents.add(element);
                }
            }
        });
        for (Element content : rows.isEmpty() ? List.<Element>of() : contents) {
            Element ancestor = content.parent();
            while (ancestor != null && !(ancestor.normalName().equals("tr") && !rows.remove(ancestor))) {
                ancestor = ancestor.parent(); // rows already removed had the ones around them removed too
            }
        }
        return rows;
    }
}
