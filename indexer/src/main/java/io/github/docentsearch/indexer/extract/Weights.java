package io.github.docentsearch.indexer.extract;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;

/** The weight that the page's author gives to what the walk is in: that of the innermost element that asks for one. */
final class Weights {
    private final Map<Element, Float> outside = new IdentityHashMap<>();
    private float current = 1;

    float current() {
        return current;
    }

    /** Begins a walk at {@code root}, whose ancestors may ask for a weight too. */
    void startAt(Element root) {
        current = 1;
        for (Element e = root.parent(); e != null; e = e.parent()) {
            float own = own(e);
            if (own >= 0) {
                current = own;
                return;
            }
        }
    }

    void enter(Element element) {
        float own = own(element);
        if (own >= 0) {
            outside.put(element, current);
            current = own;
        }
    }

    void leave(Element element) {
        Float before = outside.remove(element);
        if (before != null) {
            current = before;
        }
    }

    /** The weight around an element that the walk is in. */
    float outside(Element element) {
        return outside.getOrDefault(element, current);
    }

    /** What the own weight of a heading that the walk is in makes of the weight that its surroundings give each block. */
    float factor(Element heading) {
        float around = outside(heading);
        return around == 0 ? 1 : current / around;
    }

    /** The weight that the element asks for, from 0 to 10, or -1 if it asks for none. */
    private static float own(Element element) {
        String value = element.hasAttr("data-docent-weight")
                ? element.attr("data-docent-weight")
                : element.attr("data-pagefind-weight");
        if (value.isBlank()) {
            return -1;
        }
        try {
            float parsed = Float.parseFloat(value.strip());
            return Float.isNaN(parsed) ? -1 : Math.max(0, Math.min(10, parsed));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
