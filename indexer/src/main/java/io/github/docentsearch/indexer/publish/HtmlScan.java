package io.github.docentsearch.indexer.publish;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * One pass over a page's markup, as far as needed to put a tag before its {@code </body>}: comments and scripts are
 * stepped over, so a {@code </body>} in one of them deceives nobody.
 *
 * @param insertAt where the tag goes, or -1 if the file is not a page: a fragment, or a set of frames
 * @param base {@code href} of the first {@code <base>}; empty if there is none
 */
record HtmlScan(int insertAt, String base) {
    private static final Pattern HREF =
            Pattern.compile("\\shref\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>\"']+))", Pattern.CASE_INSENSITIVE);

    static HtmlScan of(String html) {
        return of(html, false);
    }

    /** The same of a page that browsers read as XML: no element's text is raw, and nothing may follow {@code </html>}. */
    static HtmlScan ofXml(String xml) {
        return of(xml, true);
    }

    private static HtmlScan of(String html, boolean isXml) {
        int bodyEnd = -1;
        int htmlEnd = -1;
        boolean isPage = false;
        boolean isFrameset = false;
        String base = "";
        int at = html.indexOf('<');
        while (at >= 0) {
            int next = at + 1;
            if (html.startsWith("<!--", at)) {
                next = after(html, "-->", at + 2);
            } else if (isXml && html.startsWith("<![CDATA[", at)) {
                next = after(html, "]]>", at);
            } else if (html.startsWith("<!", at) || html.startsWith("<?", at)) {
                isPage |= html.regionMatches(true, at, "<!doctype html", 0, 14);
                next = after(html, ">", at);
            } else {
                boolean closing = html.startsWith("</", at);
                String name = nameAt(html, at + (closing ? 2 : 1));
                int end = name.isEmpty() ? at + 1 : endOfTag(html, at);
                next = end;
                if (closing) {
                    bodyEnd = name.equals("body") ? at : bodyEnd;
                    htmlEnd = name.equals("html") ? at : htmlEnd;
                } else {
                    switch (name) {
                        case "html", "head", "body" -> isPage = true;
                        case "frameset" -> isFrameset = true;
                        case "base" -> base = base.isEmpty() ? hrefOf(html.substring(at, end)) : base;
                        case "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes" ->
                            next = isXml ? end : endOfRawText(html, name, end);
                        default -> {}
                    }
                }
            }
            at = next < 0 || next >= html.length() ? -1 : html.indexOf('<', next);
        }
        if (isXml || isFrameset || !isPage) {
            return new HtmlScan(isXml ? bodyEnd : -1, base);
        }
        return new HtmlScan(bodyEnd >= 0 ? bodyEnd : htmlEnd >= 0 ? htmlEnd : html.length(), base);
    }

    private static String nameAt(String html, int start) {
        int end = start;
        while (end < html.length() && Character.isLetterOrDigit(html.charAt(end)) && html.charAt(end) < 128) {
            end++;
        }
        return html.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** After the tag's {@code >}; one in quotes does not end it. */
    private static int endOfTag(String html, int start) {
        char quote = 0;
        for (int i = start; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return html.length();
    }

    private static int endOfRawText(String html, String name, int start) {
        int at = html.indexOf("</", start);
        while (at >= 0) {
            if (html.regionMatches(true, at + 2, name, 0, name.length())
                    && !Character.isLetterOrDigit(charAt(html, at + 2 + name.length()))) {
                return at;
            }
            at = html.indexOf("</", at + 2);
        }
        return html.length();
    }

    private static char charAt(String html, int i) {
        return i < html.length() ? html.charAt(i) : ' ';
    }

    private static int after(String html, String end, int start) {
        int at = html.indexOf(end, start);
        return at < 0 ? html.length() : at + end.length();
    }

    private static String hrefOf(String tag) {
        Matcher href = HREF.matcher(tag);
        if (!href.find()) {
            return "";
        }
        String value = href.group(1) != null ? href.group(1) : href.group(2) != null ? href.group(2) : href.group(3);
        return Parser.unescapeEntities(value, true).strip();
    }
}
