package io.github.docentsearch.format;

import java.util.List;

/**
 * What is shown of a page.
 *
 * @param url relative to the site's root, URL-encoded, without an anchor
 * @param title the page's title
 * @param breadcrumbs titles of the pages or sections above it, outermost first; may be empty
 * @param filters names and values in turn: {@code kind, guide, module, core}
 */
public record PageRecord(String url, String title, List<String> breadcrumbs, List<String> filters) {}
