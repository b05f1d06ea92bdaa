package io.github.docentsearch.indexer.extract;

import java.util.List;

/**
 * What is embedded, found and shown as one: a section, or a part of a long one.
 *
 * @param anchor id to link to, URL-encoded; empty for the top of the page
 * @param headings the heading path within the page, outermost first, the page's title left out; may be empty
 * @param context what its text takes for granted beside the headings; may be empty
 * @param text plain text, its blocks apart by line feeds; empty if the section has a heading and no words
 * @param codeRanges starts and ends, in chars, of the parts of {@code text} that are code, ascending and disjoint
 * @param weight as the page's author set it, from 0 to 10; 1 if unset
 * @param firstOfSection whether its section begins with it; the section before may have the same headings
 */
public record Chunk(
        String anchor,
        List<String> headings,
        String context,
        String text,
        int[] codeRanges,
        float weight,
        boolean firstOfSection) {
    public Chunk {
        headings = List.copyOf(headings);
    }

    /** The section's own title: the last of its heading path, or the page's. */
    public String title(Page page) {
        return headings.isEmpty() ? page.title() : headings.get(headings.size() - 1);
    }

    /** What the model is given: the heading path and the context, which say what the text takes for granted, then the text. */
    public String embeddingText(Page page) {
        String path = path(context.isEmpty() ? page.title() : page.title() + ": " + context, headings);
        return text.isEmpty() ? path : path + '\n' + text;
    }

    /** A path of headings: the page's title and those below it, apart by {@code " > "}. */
    public static String path(String title, List<String> headings) {
        StringBuilder out = new StringBuilder(title);
        for (String heading : headings) {
            out.append(" > ").append(heading);
        }
        return out.toString();
    }
}
