package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page's head says to machines that run scripts.
 *
 * @param title content of {@code <title>}; may be empty
 * @param siteName {@code og:site_name}; may be empty
 * @param language {@code lang} of the root element; may be empty
 * @param noindex whether robots are asked to stay away
 * @param canonical where the page says it truly lives, as written; empty if it does not
 * @param redirect where the page sends its visitors at once, as written; empty if it does not
 * @param base {@code href} of its {@code <base>}; empty if there is none
 */
record PageHead(
        String title,
        String siteName,
        String language,
        boolean noindex,
        String canonical,
        String redirect,
        String base) {
    /** A refresh that comes later than this is a slide show, not a redirect. */
    private static final int MAX_REDIRECT_SECONDS = 10;

    private static final Pattern REFRESH = Pattern.compile(
            "\\s{0,9}(\\d{0,6})(?:\\.\\d*)?\\s{0,9}[;,]\\s{0,9}(?:url\\s{0,9}=)?\\s{0,9}[\"']?([^\"']{1,2000})[\"']?\\s{0,9}",
            Pattern.CASE_INSENSITIVE);

    static PageHead of(Document document) {
        Element head = document.head();
        Element html = document.firstElementChild();
        String language = html == null ? "" : firstOf(html.attr("lang"), html.attr("xml:lang"));
        Element base = head.selectFirst("base[href]");
        Element canonical = head.selectFirst("link[rel~=(?i)^canonical$][href]");
        boolean noindex = false;
        String redirect = "";
        String siteName = "";
        for (Element meta : head.select("meta:not(noscript meta)")) {
            String name = meta.attr("name").toLowerCase(Locale.ROOT);
            String content = meta.attr("content");
            if (name.equals("robots") || name.equals("docent")) {
                String directives = content.toLowerCase(Locale.ROOT);
                noindex |= directives.contains("noindex") || directives.strip().equals("none");
            } else if (meta.attr("http-equiv").equalsIgnoreCase("refresh") && redirect.isEmpty()) {
                redirect = redirectOf(content);
            } else if (meta.attr("property").equals("og:site_name")) {
                siteName = TextLine.collapse(content);
            }
        }
        Element title = head.selectFirst("title");
        return new PageHead(
                title == null ? "" : TextLine.collapse(title.text()),
                siteName,
                language.strip(),
                noindex,
                canonical == null ? "" : canonical.attr("href").strip(),
                redirect,
                base == null ? "" : base.attr("href").strip());
    }

    private static String redirectOf(String content) {
        Matcher refresh = REFRESH.matcher(content);
        if (!refresh.matches()) {
            return "";
        }
        int seconds = refresh.group(1).isEmpty() ? 0 : Integer.parseInt(refresh.group(1));
        return seconds <= MAX_REDIRECT_SECONDS ? refresh.group(2).strip() : "";
    }

    /** The title without the names of project and site that templates put around it, where that can be told. */
    String titleWithoutSiteName() {
        List<String> parts = new ArrayList<>(List.of(title.split("\\s+[–—|·]\\s+|\\s+::\\s+|\\s+-\\s+")));
        if (parts.size() > 1 && !siteName.isEmpty() && parts.remove(siteName)) {
            return String.join(" – ", parts);
        }
        return title;
    }

    private static String firstOf(String a, String b) {
        return a.isBlank() ? b : a;
    }
}
