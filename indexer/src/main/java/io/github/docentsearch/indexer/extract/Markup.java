package io.github.docentsearch.indexer.extract;

import org.jsoup.nodes.Element;

/** What HTML's elements are for the text in them. */
final class Markup {
    private Markup() {}

    /** 1 to 9, or 0 if the element is no heading. */
    static int levelOf(Element element, String name) {
        if (name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) >= '1' && name.charAt(1) <= '6') {
            return name.charAt(1) - '0';
        }
        if (name.equals("h")) {
            return 7;
        }
        if (element.hasAttr("role") && element.attr("role").equals("heading")) {
            String level = element.attr("aria-level");
            return level.length() == 1 && level.charAt(0) >= '1' && level.charAt(0) <= '9' ? level.charAt(0) - '0' : 2;
        }
        return 0;
    }

    /** Whether the element says what the next one shows. */
    static boolean isCaption(Element element, String name) {
        return name.equals("caption")
                || name.equals("figcaption")
                || name.equals("summary")
                || element.hasClass("title")
                || element.hasClass("admonition-title")
                || element.hasClass("rubric")
                || element.hasClass("admonitionblock");
    }

    /** Whether an element of this name begins and ends a block. */
    static boolean isBlock(String name) {
        return switch (name) {
            case "address",
                    "article",
                    "aside",
                    "blockquote",
                    "body",
                    "caption",
                    "center",
                    "dd",
                    "details",
                    "dialog",
                    "dir",
                    "div",
                    "dl",
                    "dt",
                    "fieldset",
                    "figcaption",
                    "figure",
                    "footer",
                    "form",
                    "h",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "header",
                    "hgroup",
                    "hr",
                    "legend",
                    "li",
                    "listing",
                    "main",
                    "menu",
                    "nav",
                    "ol",
                    "optgroup",
                    "option",
                    "p",
                    "pre",
                    "search",
                    "section",
                    "summary",
                    "table",
                    "tbody",
                    "tfoot",
                    "thead",
                    "tr",
                    "td",
                    "th",
                    "ul",
                    "xmp" -> true;
            default -> false;
        };
    }
}
