package io.github.docentsearch.indexer.extract;

import io.github.docentsearch.indexer.crawl.UrlEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Places to link to that the walk has met since the last text, URL-encoded when given out. */
final class Anchors {
    private static final int MAX_PENDING = 16;

    /** Ids that generators number, so that the next build may give them to something else. */
    private static final Pattern NUMBERED_ID = Pattern.compile(
            "(?:id|idm|idp|index|ftn|fn|note|toc|_?idp?m?)[-_.]?\\d[\\d.\\-a-f]*|\\d+|tabs?[-_].*|__.*");

    private final List<Anchor> pending = new ArrayList<>();

    private record Anchor(Element element, String id) {}

    void clear() {
        pending.clear();
    }

    /** Notes where a link may lead to, if the element says so. */
    void note(Element element, String name) {
        String id = element.id();
        if (id.isEmpty() && name.equals("a")) {
            id = element.attr("name");
        }
        if (!id.isBlank()) {
            if (pending.size() == MAX_PENDING) {
                pending.remove(0);
            }
            pending.add(new Anchor(element, id));
        }
    }

    /** The last id that the next build will give to the same text; empty if there is none. */
    String stable() {
        for (int i = pending.size() - 1; i >= 0; i--) {
            String id = pending.get(i).id;
            if (!NUMBERED_ID.matcher(id).matches()) {
                return UrlEncoding.encodeFragment(id);
            }
        }
        return "";
    }

    /**
     * Where a heading is linked to, as each generator makes it: the heading's own id (most), that of the section or division
     * that the heading opens (Sphinx, DocBook, javadoc), of an anchor in it (older tools) or before it (Doxia).
     */
    String ofHeading(Element element) {
        if (!element.id().isEmpty()) {
            return UrlEncoding.encodeFragment(element.id());
        }
        String around = "";
        for (int i = pending.size() - 1; i >= 0; i--) {
            Anchor anchor = pending.get(i);
            if (isAround(element, anchor.element)) {
                return UrlEncoding.encodeFragment(anchor.id);
            }
            if (around.isEmpty() && isAround(anchor.element, element)) {
                around = UrlEncoding.encodeFragment(anchor.id);
            }
        }
        if (!around.isEmpty()) {
            return around;
        }
        return pending.isEmpty() ? "" : UrlEncoding.encodeFragment(pending.get(pending.size() - 1).id);
    }

    private static boolean isAround(Element outer, Element inner) {
        Element ancestor = inner.parent();
        for (int i = 0; i < 6 && ancestor != null; i++, ancestor = ancestor.parent()) {
            if (ancestor == outer) {
                return true;
            }
        }
        return false;
    }
}
