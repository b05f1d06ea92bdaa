package io.github.docentsearch.indexer.publish;

import java.nio.charset.StandardCharsets;

/** Writes HTML from left to right. Markup is ours; whatever comes from pages goes through {@link #text} or {@link #link}. */
final class HtmlWriter {
    private final StringBuilder out = new StringBuilder(64 * 1024);

    /** Markup, as it is. */
    HtmlWriter raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text, as readers see it. */
    HtmlWriter text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(Character.isISOControl(c) || isDirectionOverride(c) ? '\uFFFD' : c);
            }
        }
        return this;
    }

    /** A link to a page of the site, whose URL is relative and encoded. */
    HtmlWriter link(String url, String text) {
        return raw("<a href=\"").text(url).raw("\">").text(text).raw("</a>");
    }

    /** An element with text in it. */
    HtmlWriter element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    /** A row of a table; the first cell is its header. */
    HtmlWriter row(String header, String... cells) {
        raw("<tr><th scope=\"row\">").text(header).raw("</th>");
        for (String cell : cells) {
            raw("<td>").text(cell).raw("</td>");
        }
        return raw("</tr>\n");
    }

    byte[] toBytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isDirectionOverride(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }
}
