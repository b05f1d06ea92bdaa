package io.github.docentsearch.indexer.publish;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes {@code index.html}: links to all sections of the site by their title, for readers without JavaScript, and the search itself for
 * those with it. On a large
 * site the page leads to one page per letter, {@code index-1.html} and so on.
 */
public final class SectionList {
    public static final String FILE = "index.html";

    /** As many links as a browser on a phone shows without a pause. */
    private static final int MAX_LINKS_PER_PAGE = 3000;

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2430; --soft: #5a6472; --paper: #fff; --accent: #2a62c4; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #a3adba; --paper: #14181f; --accent: #7eaaf5; } }
            body { font: 16px/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
              max-width: 48rem; padding: 1.5rem; overflow-wrap: anywhere; }
            a { color: var(--accent); } ul { list-style: none; padding: 0; } span { color: var(--soft); }
            nav a { display: inline-block; min-width: 2rem; padding: .3rem; }
            """;

    /**
     * A section.
     *
     * @param title its heading, or the page's title
     * @param page title of its page
     * @param url relative to the site's root, with its anchor, encoded
     */
    public record Entry(String title, String page, String url) {}

    private SectionList() {}

    /**
     * The files, by name below the search folder.
     *
     * @param entries in any order; the same title and URL twice is written once
     * @param outputFolder the search folder, relative to the site's root
     * @param version of {@link SearchFiles#version}
     */
    public static SortedMap<String, byte[]> write(List<Entry> entries, String outputFolder, String version) {
        String box = "<script src=\"docent-search.js?v=" + version + "\" defer"
                + BoxInjector.rootAttribute(outputFolder) + "></script>\n</body>\n</html>\n";
        String toRoot = "../".repeat(outputFolder.split("/").length);
        SortedMap<String, List<Entry>> byLetter = new TreeMap<>();
        Map<String, String> sortKeys = new HashMap<>();
        entries.forEach(entry -> sortKeys.computeIfAbsent(entry.title, SectionList::sortKey));
        Comparator<Entry> order = Comparator.comparing((Entry entry) -> sortKeys.get(entry.title))
                .thenComparing(Entry::title)
                .thenComparing(Entry::url)
                .thenComparing(Entry::page);
        List<Entry> sorted = entries.stream().sorted(order).distinct().toList();
        for (Entry entry : sorted) {
            byLetter.computeIfAbsent(letterOf(entry.title), letter -> new ArrayList<>())
                    .add(entry);
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        boolean onePage = sorted.size() <= MAX_LINKS_PER_PAGE;
        HtmlWriter index = start("All sections, A–Z").raw("<nav aria-label=\"Letters\">\n");
        int number = 1;
        for (String letter : byLetter.keySet()) {
            String target = onePage ? "#letter-" + number : "index-" + number + ".html";
            index.link(target, letter).raw("\n");
            number++;
        }
        index.raw("</nav>\n");
        number = 1;
        for (Map.Entry<String, List<Entry>> group : byLetter.entrySet()) {
            if (onePage) {
                index.raw("<h2 id=\"letter-" + number + "\">")
                        .text(group.getKey())
                        .raw("</h2>\n");
                writeLinks(index, group.getValue(), toRoot);
            } else {
                HtmlWriter page = start("All sections: " + group.getKey());
                page.raw("<p>").link(FILE, "All letters").raw("</p>\n");
                writeLinks(page, group.getValue(), toRoot);
                files.put("index-" + number + ".html", page.raw(box).toBytes());
            }
            number++;
        }
        files.put(FILE, index.raw(box).toBytes());
        return files;
    }

    private static HtmlWriter start(String title) {
        return new HtmlWriter()
                .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"robots\" content=\"noindex\">\n")
                .element("title", title)
                .raw("\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n")
                .element("h1", title)
                .raw("\n");
    }

    private static void writeLinks(HtmlWriter html, List<Entry> entries, String toRoot) {
        html.raw("<ul>\n");
        for (Entry entry : entries) {
            html.raw("<li>").link(toRoot + entry.url, entry.title);
            if (!entry.page.equals(entry.title)) {
                html.raw(" <span>").text(entry.page).raw("</span>");
            }
            html.raw("</li>\n");
        }
        html.raw("</ul>\n");
    }

    /** Without marks and case, so that Émile stands beside Emil. */
    private static String sortKey(String title) {
        StringBuilder key = new StringBuilder();
        Normalizer.normalize(title, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(key::appendCodePoint);
        return key.toString().toUpperCase(Locale.ROOT);
    }

    private static String letterOf(String title) {
        String key = sortKey(title);
        if (key.isEmpty() || !Character.isLetter(key.codePointAt(0))) {
            return "#";
        }
        return Character.toString(key.codePointAt(0));
    }
}
