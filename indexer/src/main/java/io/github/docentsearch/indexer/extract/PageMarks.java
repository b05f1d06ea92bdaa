package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * What the page's author says by {@code data-docent-title}, {@code -meta} and {@code -filter}, or by Pagefind's
 * attributes of the same meaning. Of the facts of {@code -meta} only the title has a use.
 *
 * <p>A value is {@code name:value}, {@code name[attribute]} for an attribute of the same element, or {@code name} for the
 * element's text; several are apart by commas, and what follows a colon is taken to its end.
 *
 * @param title the title the page asks for; empty if it asks for none
 * @param filters names and values in the order met
 */
record PageMarks(String title, Map<String, List<String>> filters) {
    private static final Evaluator MARKED = Selector.evaluatorOf("[data-docent-title], [data-docent-filter],"
            + " [data-pagefind-filter], [data-docent-meta], [data-pagefind-meta]");

    private static final int MAX_FILTERS = 64;
    private static final int MAX_VALUE_LENGTH = 200;

    static PageMarks of(Document document, Set<Element> excluded) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        Map<String, String> meta = new LinkedHashMap<>();
        String title = "";
        for (Element element : document.select(MARKED)) {
            if (element.closest("[data-pagefind-ignore=all]") != null) {
                continue;
            }
            if (title.isEmpty() && element.hasAttr("data-docent-title")) {
                String given = TextLine.collapse(element.attr("data-docent-title"));
                title = given.isEmpty() ? PageOutline.textOf(element, excluded) : given;
            }
            for (Map.Entry<String, String> mark :
                    marks(element, excluded, "data-docent-filter", "data-pagefind-filter")) {
                List<String> values = filters.computeIfAbsent(mark.getKey(), name -> new ArrayList<>());
                int size = filters.values().stream().mapToInt(List::size).sum();
                if (size < MAX_FILTERS && !values.contains(mark.getValue())) {
                    values.add(mark.getValue());
                }
            }
            for (Map.Entry<String, String> mark : marks(element, excluded, "data-docent-meta", "data-pagefind-meta")) {
                meta.putIfAbsent(mark.getKey(), mark.getValue());
            }
        }
        filters.values().removeIf(List::isEmpty);
        if (title.isEmpty()) {
            title = meta.getOrDefault("title", "");
        }
        return new PageMarks(title, filters);
    }

    private static List<Map.Entry<String, String>> marks(
            Element element, Set<Element> excluded, String ours, String theirs) {
        String attribute = element.hasAttr(ours) ? ours : theirs;
        List<Map.Entry<String, String>> marks = new ArrayList<>();
        if (!element.hasAttr(attribute)) {
            return marks;
        }
        String rest = element.attr(attribute);
        while (!rest.isBlank()) {
            int comma = rest.indexOf(',');
            int colon = rest.indexOf(':');
            boolean inline = colon >= 0 && (comma < 0 || colon < comma);
            int end = inline || comma < 0 ? rest.length() : comma;
            String name = TextLine.collapse(rest.substring(0, inline ? colon : end));
            String value;
            int bracket = name.indexOf('[');
            if (inline) {
                value = rest.substring(colon + 1);
            } else if (bracket > 0 && name.endsWith("]")) {
                value = element.attr(name.substring(bracket + 1, name.length() - 1));
                name = name.substring(0, bracket).strip();
            } else {
                value = PageOutline.textOf(element, excluded);
            }
            value = TextLine.collapse(value);
            if (!name.isEmpty() && !value.isEmpty() && name.length() <= MAX_VALUE_LENGTH) {
                marks.add(Map.entry(name, value.substring(0, Math.min(value.length(), MAX_VALUE_LENGTH))));
            }
            rest = end == rest.length() ? "" : rest.substring(end + 1);
        }
        return marks;
    }
}
