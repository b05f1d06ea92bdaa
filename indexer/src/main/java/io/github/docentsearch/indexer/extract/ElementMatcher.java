package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * A long list of selectors, asked of every element of every page. Nearly all are a tag, a class, an id or an attribute: one
 * look into a table answers those; only the others are left to jsoup, which tries one after another.
 */
final class ElementMatcher {
    private static final Pattern SIMPLE = Pattern.compile(
            "(?<tag>[a-z][a-z0-9-]*)?(?:\\.(?<class>[\\w-]+)|#(?<id>[\\w-]+)|\\[(?<attribute>[\\w-]+)(?:=(?<value>[\\w-]+))?])?");

    private final Set<String> tags = new HashSet<>();
    private final Map<String, Set<String>> tagsOfClass = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Set<String>> valuesOfAttribute = new HashMap<>();
    private final @Nullable Evaluator others;

    /** @param selectors selectors, or lists of them apart by commas that stand in no parentheses */
    ElementMatcher(List<String> selectors) {
        List<String> complex = new ArrayList<>();
        for (String list : selectors) {
            for (String selector : list.split(",(?![^(]*\\))")) {
                if (!selector.isBlank() && !addSimple(selector.strip())) {
                    complex.add(selector.strip());
                }
            }
        }
        others = complex.isEmpty() ? null : Selector.evaluatorOf(String.join(", ", complex));
    }

    private boolean addSimple(String selector) {
        Matcher simple = SIMPLE.matcher(selector);
        if (!simple.matches()) {
            return false;
        }
        String tag = simple.group("tag");
        if (simple.group("class") != null) {
            tagsOfClass
                    .computeIfAbsent(simple.group("class"), name -> new HashSet<>())
                    .add(tag == null ? "" : tag);
            return true;
        }
        if (tag != null) {
            return simple.end("tag") == selector.length() && tags.add(tag);
        }
        if (simple.group("id") != null) {
            return ids.add(simple.group("id"));
        }
        String value = simple.group("value");
        return valuesOfAttribute
                .computeIfAbsent(simple.group("attribute"), name -> new HashSet<>())
                .add(value == null ? "" : value);
    }

    /** Whether a selector that needs no look around matches the element; {@link #addOthers} adds what the others do. */
    boolean matches(Element element) {
        if (tags.contains(element.normalName())) {
            return true;
        }
        if (element.attributesSize() == 0) {
            return false;
        }
        return !ids.isEmpty() && ids.contains(element.id())
                || !tagsOfClass.isEmpty() && matchesClass(element, element.className())
                || matchesAttribute(element);
    }

    /** Adds the elements that the selectors match which {@link #matches} does not know of. */
    void addOthers(Document document, Set<Element> found) {
        if (others != null) {
            found.addAll(document.select(others));
        }
    }

    private boolean matchesClass(Element element, String classes) {
        int start = 0;
        while (start < classes.length()) {
            int end = start;
            while (end < classes.length() && classes.charAt(end) > ' ') {
                end++;
            }
            if (end > start) {
                Set<String> carriers = tagsOfClass.get(classes.substring(start, end));
                if (carriers != null && (carriers.contains("") || carriers.contains(element.normalName()))) {
                    return true;
                }
            }
            start = end + 1;
        }
        return false;
    }

    private boolean matchesAttribute(Element element) {
        for (Map.Entry<String, Set<String>> attribute : valuesOfAttribute.entrySet()) {
            if (element.hasAttr(attribute.getKey())) {
                Set<String> values = attribute.getValue();
                if (values.contains("") || values.contains(element.attr(attribute.getKey()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
