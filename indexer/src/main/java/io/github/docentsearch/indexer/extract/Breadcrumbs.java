package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The titles above a page, where its template prints them. */
final class Breadcrumbs {
    private static final int MAX_CRUMBS = 8;

    /** In the order of trust: what the items of a trail look like, for each generator that prints one. */
    private static final List<String> ITEMS = List.of(
            ".theme-doc-breadcrumbs .breadcrumbs__item",
            "nav.breadcrumbs li",
            "nav[aria-label~=(?i)breadcrumb] li",
            "ul.wy-breadcrumbs li:not(.wy-breadcrumbs-aside)",
            ".md-path__item",
            "#breadcrumbs ul.breadcrumb > li:not(#publishDate):not(#projectVersion):not(.divider)",
            "ol.breadcrumb > li, ul.breadcrumb > li, ul.breadcrumbs > li, ol.breadcrumbs > li",
            ".related:first-of-type li[class^=nav-item]:not(.nav-item-this)");

    private Breadcrumbs() {}

    static List<String> of(Document document, SiteGenerator generator, String title) {
        List<String> crumbs = new ArrayList<>();
        if (generator == SiteGenerator.JAVADOC) {
            collect(document, ".header .sub-title > a, .header > .subTitle:not(:has(a, span))", crumbs);
            Element type =
                    document.selectFirst(".header .sub-title .type-label, .header .subTitle .packageLabelInType");
            if (type != null && type.nextElementSibling() != null) {
                crumbs.add(TextLine.collapse(type.nextElementSibling().text()));
            }
        } else if (generator == SiteGenerator.DOCBOOK) {
            collect(document, ".navheader table tr:nth-child(2) > th", crumbs);
        } else {
            for (String items : ITEMS) {
                if (crumbs.isEmpty()) {
                    collect(document, items, crumbs);
                }
            }
        }
        crumbs.removeIf(crumb -> crumb.length() > 120 || crumb.equalsIgnoreCase("home"));
        if (!crumbs.isEmpty() && crumbs.get(crumbs.size() - 1).equals(title)) {
            crumbs.remove(crumbs.size() - 1);
        }
        return crumbs.size() > MAX_CRUMBS ? crumbs.subList(0, MAX_CRUMBS) : crumbs;
    }

    private static void collect(Document document, String selector, List<String> crumbs) {
        for (Element item : document.select(selector)) {
            String text = TextLine.collapse(item.text()).replaceAll("^[/»›>|\\s]+|[/»›>|\\s]+$", "");
            if (!text.isEmpty() && !crumbs.contains(text)) {
                crumbs.add(text);
            }
        }
    }
}
