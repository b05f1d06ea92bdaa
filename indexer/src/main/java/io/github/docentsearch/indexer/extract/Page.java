package io.github.docentsearch.indexer.extract;

import java.util.List;
import java.util.Map;

/** A page of the site as the index sees it; made by {@link PageExtractor}. */
public final class Page {
    private final String path;
    private final String url;
    private final PageHead head;
    private final PageKind kind;
    private final String title;
    private final List<String> breadcrumbs;
    private final Map<String, List<String>> filters;
    private final boolean bodyMarked;
    private final boolean ignored;
    private final boolean listing;
    private final boolean headed;
    private final List<Section> sections;

    Page(
            String path,
            String url,
            PageHead head,
            PageKind kind,
            String title,
            List<String> breadcrumbs,
            Map<String, List<String>> filters,
            boolean bodyMarked,
            boolean ignored,
            boolean listing,
            boolean headed,
            List<Section> sections) {
        this.path = path;
        this.url = url;
        this.head = head;
        this.kind = kind;
        this.title = title;
        this.breadcrumbs = List.copyOf(breadcrumbs);
        this.filters = filters;
        this.bodyMarked = bodyMarked;
        this.ignored = ignored;
        this.listing = listing;
        this.headed = headed;
        this.sections = List.copyOf(sections);
    }

    /** The file's path relative to the site's root, for people to read. */
    public String path() {
        return path;
    }

    /** Relative to the site's root, URL-encoded, without an anchor. */
    public String url() {
        return url;
    }

    public String title() {
        return title;
    }

    /** Titles above the page, outermost first; may be empty. */
    public List<String> breadcrumbs() {
        return breadcrumbs;
    }

    public PageKind kind() {
        return kind;
    }

    /** The page's {@code lang}, for example {@code en} or {@code pt-BR}; empty if it has none. */
    public String language() {
        return head.language();
    }

    /** Filter names and the page's values, both in the order met; always holds {@code kind}. */
    public Map<String, List<String>> filters() {
        return filters;
    }

    /** Whether any words stand in its main content. */
    public boolean hasText() {
        return sections.stream().anyMatch(section -> !section.blocks().isEmpty());
    }

    /** Sections, one for each heading or described term that has an anchor or words of its own. */
    public int sectionCount() {
        return sections.size();
    }

    PageHead head() {
        return head;
    }

    /** Whether a {@code data-docent-body} says where the content is. */
    boolean bodyMarked() {
        return bodyMarked;
    }

    /** Whether its author wants all of its main content unread. */
    boolean isIgnored() {
        return ignored;
    }

    /** Whether there is nothing on it to find, not even a heading. */
    boolean isBlank() {
        return sections.isEmpty() && !headed;
    }

    Page withSections(List<Section> others) {
        return new Page(
                path, url, head, kind, title, breadcrumbs, filters, bodyMarked, ignored, listing, headed, others);
    }

    /** Whether it only lists other pages. */
    boolean isListing() {
        return listing;
    }

    List<Section> sections() {
        return sections;
    }
}
