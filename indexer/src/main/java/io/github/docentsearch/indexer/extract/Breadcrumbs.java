package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** The titles above a page, where its template prints them. */
final class Breadcrumbs {
    private static final int MAX_CRUMBS = 8;

    /** What the items of a trail look like, for each generator that prints one. */
    private static final Map<SiteGenerator, List<Evaluator>> ITEMS = new EnumMap<>(SiteGenerator.class);

    static {
        put(
                SiteGenerator.JAVADOC,
                ".header .sub-title > a, .header .subTitle > a, .header > .subTitle:not(:has(a, span))");
        put(
                SiteGenerator.DOXIA,
                "#breadcrumbs ul.breadcrumb > li:not(#publishDate):not(#projectVersion):not(.divider)",
                "#breadcrumbs > a");
        put(SiteGenerator.ASCIIDOC, "nav[aria-label~=(?i)breadcrumb] li");
        put(SiteGenerator.ANTORA, "nav.breadcrumbs li");
        put(
                SiteGenerator.SPHINX,
                "ul.wy-breadcrumbs li:not(.wy-breadcrumbs-aside)",
                ".related:first-of-type li[class^=nav-item]:not(.nav-item-this)",
                "nav[aria-label~=(?i)breadcrumb] li");
        put(SiteGenerator.DOCBOOK, ".navheader table tr:nth-child(2) > th");
        put(SiteGenerator.MKDOCS, ".md-path__item", "ul.wy-breadcrumbs li:not(.wy-breadcrumbs-aside)");
        put(SiteGenerator.DOCUSAURUS, ".theme-doc-breadcrumbs .breadcrumbs__item");
        put(
                SiteGenerator.UNKNOWN,
                "nav[aria-label~=(?i)breadcrumb] li, nav.breadcrumbs li",
                "ol.breadcrumb > li, ul.breadcrumb > li, ul.breadcrumbs > li, ol.breadcrumbs > li");
    }

    private static void put(SiteGenerator generator, String... selectors) {
        ITEMS.put(generator, Arrays.stream(selectors).map(Selector::evaluatorOf).toList());
    }

    private Breadcrumbs() {}

    static List<String> of(Document document, SiteGenerator generator, String title) {
        List<String> crumbs = new ArrayList<>();
        for (Evaluator items : ITEMS.getOrDefault(generator, List.of())) {
            if (crumbs.isEmpty()) {
                collect(document, items, crumbs);
            }
        }
        crumbs.removeIf(crumb -> crumb.length() > 120 || crumb.equalsIgnoreCase("home"));
        if (!crumbs.isEmpty() && crumbs.get(crumbs.size() - 1).equals(title)) {
            crumbs.remove(crumbs.size() - 1);
        }
        return crumbs.size() > MAX_CRUMBS ? crumbs.subList(0, MAX_CRUMBS) : crumbs;
    }

    private static void collect(Document document, Evaluator selector, List<String> crumbs) {
        for (Element item : document.select(selector)) {
            String text = TextLine.collapse(item.text()).replaceAll("^[/»›>|\\s]+|[/»›>|\\s]+$", "");
            if (!text.isEmpty() && !crumbs.contains(text)) {
                crumbs.add(text);
            }
        }
    }
}
