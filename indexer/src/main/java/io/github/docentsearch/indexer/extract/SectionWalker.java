package io.github.docentsearch.indexer.extract;

import io.github.docentsearch.indexer.crawl.UrlEncoding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Walks the main content once and cuts it into sections. One walker per page; the walk is jsoup's, which needs no stack.
 *
 * <p>A section starts at a heading, at a described term that has an id ({@code <dt id>}: an API entry, a setting), and at
 * a javadoc member. Sections nest, but not by the tree: a heading of level 2 closes all that are open from level 2 on,
 * while the end of a {@code <dl>} returns to the section that the list interrupted.
 */
final class SectionWalker implements NodeFilter {
    /** Sections of described terms rank below every heading. */
    private static final int TERM_LEVEL = 10;

    private static final int MAX_HEADING_LENGTH = 120;
    private static final int MAX_OPEN_SECTIONS = 32;

    private final PageOutline outline;
    private final Set<Element> excluded;
    private final Set<Element> rowsOfOneBlock;
    private final TextLine line = new TextLine();
    private final List<OpenSection> sections = new ArrayList<>();
    private final List<OpenSection> open = new ArrayList<>();
    private final Anchors anchors = new Anchors();
    private final Weights weights = new Weights();
    private final Map<Element, Integer> openAtListStart = new IdentityHashMap<>();
    private final Deque<Element> codeElements = new ArrayDeque<>();
    private final Deque<Element> listings = new ArrayDeque<>();
    private String blockAnchor = "";
    private float blockWeight = 1;
    private @Nullable Element currentRoot;
    private @Nullable Element heading;
    private @Nullable Element row;
    private boolean firstCell;
    /** The section of the term that was met last, while nothing has been said about it. */
    private @Nullable OpenSection undescribedTerm;

    private static final class OpenSection {
        final int level;
        final List<OpenSection> above;
        String title;
        final String anchor;
        /** What the heading's own weight makes of the weight that its surroundings give each block. */
        final float weightFactor;

        final List<Block> blocks = new ArrayList<>();
        boolean hasChildren;

        OpenSection(int level, List<OpenSection> above, String title, String anchor, float weightFactor) {
            this.level = level;
            this.above = above;
            this.title = title;
            this.anchor = anchor;
            this.weightFactor = weightFactor;
        }
    }

    /**
     * @param outline what is known of the page before the walk
     * @param excluded elements that are not text
     * @param rowsOfOneBlock table rows whose cells stand side by side; other rows hold blocks of their own
     */
    SectionWalker(PageOutline outline, Set<Element> excluded, Set<Element> rowsOfOneBlock) {
        this.outline = outline;
        this.excluded = excluded;
        this.rowsOfOneBlock = rowsOfOneBlock;
        OpenSection top = new OpenSection(0, List.of(), "", outline.titleAnchor(), 1);
        sections.add(top);
        open.add(top);
    }

    List<Section> sectionsOf(List<Element> roots) {
        for (Element root : roots) {
            weights.startAt(root);
            currentRoot = root;
            root.filter(this);
            endBlock(false);
        }
        List<Section> result = new ArrayList<>();
        for (OpenSection section : sections) {
            boolean isTop = section.above.isEmpty();
            if (!section.blocks.isEmpty() || !isTop && !section.hasChildren) {
                List<String> headings = new ArrayList<>();
                for (OpenSection above : section.above) {
                    if (!above.title.isEmpty()) {
                        headings.add(above.title);
                    }
                }
                if (!section.title.isEmpty()) {
                    headings.add(section.title);
                }
                result.add(new Section(headings, "", section.anchor, section.blocks));
            }
        }
        return result;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            text(text.getWholeText());
        } else if (node instanceof Element element) {
            if (excluded.contains(element)) {
                if (Markup.isBlock(element.normalName())) {
                    boundary();
                }
                return FilterResult.SKIP_ENTIRELY;
            }
            start(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            end(element);
        }
        return FilterResult.CONTINUE;
    }

    private void text(String raw) {
        boolean wasEmpty = line.isEmpty();
        if (listings.isEmpty()) {
            line.append(raw);
        } else {
            line.appendPreformatted(raw);
        }
        if (wasEmpty && !line.isEmpty() && heading == null) {
            blockAnchor = anchors.stable();
            blockWeight = weights.current();
            anchors.clear();
        }
    }

    private void start(Element element) {
        String name = element.normalName();
        if (Markup.isBlock(name)) {
            boundary();
        }
        if (element != currentRoot) {
            anchors.note(element, name);
        }
        weights.enter(element);
        if (heading == null && Markup.levelOf(element, name) > 0) {
            endBlock(false);
            heading = element;
        }
        switch (name) {
            case "br" -> {
                if (listings.isEmpty()) {
                    line.space();
                } else {
                    line.lineBreak();
                }
            }
            case "pre", "listing", "xmp" -> {
                listings.push(element);
                startCode(element);
            }
            case "code", "tt", "kbd", "samp" -> startCode(element);
            case "dl" -> openAtListStart.put(element, open.size());
            case "dt" -> startTerm(element);
            case "dd" -> undescribedTerm = null;
            case "tr" -> {
                if (row == null && heading == null && rowsOfOneBlock.contains(element)) {
                    row = element;
                    firstCell = true;
                }
            }
            case "td", "th" -> {
                if (row != null) {
                    if (!firstCell) {
                        line.cell();
                    }
                    firstCell = false;
                }
            }
            default -> {
                if (element.hasClass("member-signature") || element.hasClass("type-signature")) {
                    startCode(element);
                }
            }
        }
    }

    private void end(Element element) {
        String name = element.normalName();
        if (element == codeElements.peek()) {
            codeElements.pop();
            if (codeElements.isEmpty()) {
                line.endCode();
            }
        }
        if (element == listings.peek()) {
            endBlock(false);
            listings.pop();
        }
        if (element == heading) {
            if (name.equals("dt")) {
                endTerm(element);
            } else {
                endHeading(element);
            }
        } else if (element == row) {
            row = null;
            endBlock(name.equals("thead"));
        } else if (name.equals("dt")) {
            endBlock(true);
        } else if (name.equals("dl")) {
            endBlock(false);
            Integer before = openAtListStart.remove(element);
            if (before != null) {
                closeDownTo(before);
            }
            undescribedTerm = null;
        } else if (Markup.isBlock(name)) {
            boundary(Markup.isCaption(element, name));
        }
        weights.leave(element);
    }

    private void startCode(Element element) {
        if (codeElements.isEmpty()) {
            line.startCode();
        }
        codeElements.push(element);
    }

    // ---- headings

    private void endHeading(Element element) {
        String text = line.text();
        line.clear();
        heading = null;
        String anchor = anchors.ofHeading(element);
        anchors.clear();
        undescribedTerm = null;
        if (element == outline.titleHeading()) {
            closeDownTo(1);
            return;
        }
        int level = outline.levelOf(element);
        while (open.size() > 1 && open.get(open.size() - 1).level >= level) {
            open.remove(open.size() - 1);
        }
        String title = outline.headingText(element, text);
        if (title.isEmpty()) {
            return;
        }
        openSection(element, level, shortened(title), anchor.isEmpty() ? innermostAnchor() : anchor);
        if (title.length() > MAX_HEADING_LENGTH) {
            addBlock(title, new int[0], "", weights.outside(element), false);
        }
    }

    private void openSection(Element heading, int level, String title, String anchor) {
        OpenSection parent = open.get(open.size() - 1);
        parent.hasChildren = true;
        OpenSection section = new OpenSection(level, List.copyOf(open), title, anchor, weights.factor(heading));
        sections.add(section);
        if (open.size() < MAX_OPEN_SECTIONS) {
            open.add(section);
        } else {
            open.set(open.size() - 1, section);
        }
    }

    private void closeDownTo(int size) {
        while (open.size() > Math.max(1, size)) {
            open.remove(open.size() - 1);
        }
    }

    private String innermostAnchor() {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (!open.get(i).anchor.isEmpty()) {
                return open.get(i).anchor;
            }
        }
        return "";
    }

    // ---- described terms

    private void startTerm(Element term) {
        Element list = term.parent();
        Integer openBefore = list == null ? null : openAtListStart.get(list);
        if (heading != null || openBefore == null || row != null) {
            return;
        }
        String id = termId(term);
        if (id.isEmpty() || list.hasClass("footnote") || list.hasClass("citation")) {
            if (undescribedTerm == null) {
                closeDownTo(openBefore);
            }
            return;
        }
        if (undescribedTerm == null) {
            closeDownTo(openBefore);
        }
        heading = term;
        startCode(term);
    }

    private static String termId(Element term) {
        if (!term.id().isEmpty()) {
            return term.id();
        }
        Element first = term.firstElementChild();
        if (first != null && first.normalName().equals("a") && first.previousSibling() == null) {
            return first.id().isEmpty() ? first.attr("name") : first.id();
        }
        return "";
    }

    private void endTerm(Element term) {
        String text = line.text();
        int[] code = outline.isSignature(term) ? new int[] {0, text.length()} : new int[0];
        line.clear();
        heading = null;
        anchors.clear();
        if (text.isEmpty()) {
            return;
        }
        String title = shortened(outline.termTitle(term, text));
        if (undescribedTerm != null) {
            OpenSection section = undescribedTerm;
            if (section.title.length() + title.length() < MAX_HEADING_LENGTH && !section.title.equals(title)) {
                section.title += ", " + title;
            }
        } else {
            openSection(term, TERM_LEVEL + open.size(), title, UrlEncoding.encodeFragment(termId(term)));
            undescribedTerm = open.get(open.size() - 1);
        }
        if (!title.equals(text)) {
            addBlock(text, code, "", weights.outside(term), true);
        }
    }

    static String shortened(String title) {
        if (title.length() <= MAX_HEADING_LENGTH) {
            return title;
        }
        int space = title.lastIndexOf(' ', MAX_HEADING_LENGTH - 1);
        int end = space > MAX_HEADING_LENGTH / 2 ? space : MAX_HEADING_LENGTH - 1;
        if (Character.isHighSurrogate(title.charAt(end - 1))) {
            end--;
        }
        return title.substring(0, end) + "…";
    }

    // ---- blocks

    private void boundary() {
        boundary(false);
    }

    private void boundary(boolean keepWithNext) {
        if (heading != null || row != null) {
            line.space();
        } else if (listings.isEmpty()) {
            endBlock(keepWithNext);
        } else {
            line.lineBreak();
        }
    }

    private void endBlock(boolean keepWithNext) {
        if (line.isEmpty() || heading != null || row != null) {
            return;
        }
        String text = line.text();
        int[] code = line.codeRanges();
        line.clear();
        if (!codeElements.isEmpty()) {
            line.startCode();
        }
        undescribedTerm = null;
        addBlock(text, code, blockAnchor, blockWeight, keepWithNext || text.endsWith(":"));
    }

    private void addBlock(String text, int[] code, String anchor, float weightThere, boolean keepWithNext) {
        OpenSection section = open.get(open.size() - 1);
        section.blocks.add(new Block(text, code, anchor, section.weightFactor * weightThere, keepWithNext));
    }
}
