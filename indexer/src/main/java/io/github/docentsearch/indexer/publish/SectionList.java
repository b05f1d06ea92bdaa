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
 * Writes {@code index.html}: links to all sections of the site by their title, for readers without JavaScript, and the search itself
 * for those with it. On a large site the page leads to further ones, {@code index-1.html} and so on: letters of few sections share
 * one, a letter of very many has several.
 */
public final class SectionList {
    public static final String FILE = "index.html";

    /** As many sections as a browser on a phone shows without a pause. */
    static final int MAX_SECTIONS_PER_PAGE = 3000;

    /** Characters of a title that tells where a page begins or ends. */
    private static final int MAX_LABEL_LENGTH = 40;

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
        HtmlWriter index = start("All sections, A–Z").raw("<nav aria-label=\"Letters\">\n");
        if (sorted.size() <= MAX_SECTIONS_PER_PAGE) {
            int number = 1;
            for (String letter : byLetter.keySet()) {
                index.link("#letter-" + number++, letter).raw("\n");
            }
            index.raw("</nav>\n");
            writeParts(index, byLetter.entrySet().stream().map(Part::whole).toList(), toRoot);
        } else {
            List<List<Part>> pages = pagesOf(byLetter);
            for (int i = 0; i < pages.size(); i++) {
                index.link(fileOf(i), labelOf(pages.get(i))).raw("\n");
                HtmlWriter page = start("All sections: " + labelOf(pages.get(i)));
                page.raw("<nav aria-label=\"Pages\">\n");
                if (i > 0) {
                    page.link(fileOf(i - 1), "← " + labelOf(pages.get(i - 1))).raw("\n");
                }
                page.link(FILE, "All letters").raw("\n");
                if (i + 1 < pages.size()) {
                    page.link(fileOf(i + 1), labelOf(pages.get(i + 1)) + " →").raw("\n");
                }
                writeParts(page.raw("</nav>\n"), pages.get(i), toRoot);
                files.put(fileOf(i), page.raw(box).toBytes());
            }
            index.raw("</nav>\n");
        }
        files.put(FILE, index.raw(box).toBytes());
        return files;
    }

    /** Sections of one letter, all or those from one title to another. */
    private record Part(String letter, boolean isWhole, List<Entry> entries) {
        static Part whole(Map.Entry<String, List<Entry>> letter) {
            return new Part(letter.getKey(), true, letter.getValue());
        }

        /** The letter cut into as few parts as may be, all about equally long. */
        static List<Part> cut(Map.Entry<String, List<Entry>> letter) {
            List<Entry> entries = letter.getValue();
            int count = (entries.size() + MAX_SECTIONS_PER_PAGE - 1) / MAX_SECTIONS_PER_PAGE;
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int from = (int) ((long) i * entries.size() / count);
                int to = (int) ((i + 1L) * entries.size() / count);
                parts.add(new Part(letter.getKey(), false, entries.subList(from, to)));
            }
            return parts;
        }
    }

    /** What each further page holds: as many whole letters as it may, or a part of one. */
    private static List<List<Part>> pagesOf(SortedMap<String, List<Entry>> byLetter) {
        List<List<Part>> pages = new ArrayList<>();
        List<Part> open = new ArrayList<>();
        int sections = 0;
        for (Map.Entry<String, List<Entry>> letter : byLetter.entrySet()) {
            int size = letter.getValue().size();
            if (sections + size > MAX_SECTIONS_PER_PAGE && !open.isEmpty()) {
                pages.add(open);
                open = new ArrayList<>();
                sections = 0;
            }
            if (size > MAX_SECTIONS_PER_PAGE) {
                Part.cut(letter).forEach(part -> pages.add(List.of(part)));
            } else {
                open.add(Part.whole(letter));
                sections += size;
            }
        }
        if (!open.isEmpty()) {
            pages.add(open);
        }
        return pages;
    }

    private static String fileOf(int page) {
        return "index-" + (page + 1) + ".html";
    }

    /** What range a page holds: {@code A}, {@code A–C}, or {@code S: save – server}. */
    private static String labelOf(List<Part> page) {
        Part first = page.get(0);
        if (first.isWhole) {
            String last = page.get(page.size() - 1).letter;
            return page.size() == 1 ? last : first.letter + "–" + last;
        }
        List<Entry> entries = first.entries;
        return first.letter + ": " + shortened(entries.get(0).title) + " – "
                + shortened(entries.get(entries.size() - 1).title);
    }

    private static String shortened(String title) {
        int end = Math.min(title.length(), MAX_LABEL_LENGTH);
        if (end == title.length()) {
            return title;
        }
        return title.substring(0, Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static void writeParts(HtmlWriter html, List<Part> parts, String toRoot) {
        int number = 1;
        for (Part part : parts) {
            html.raw("<h2 id=\"letter-" + number++ + "\">").text(part.letter).raw("</h2>\n");
            writeLinks(html, part.entries, toRoot);
        }
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
