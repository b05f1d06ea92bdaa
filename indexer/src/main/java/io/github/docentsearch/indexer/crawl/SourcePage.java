package io.github.docentsearch.indexer.crawl;

/**
 * An HTML file of the site, read and decoded.
 *
 * @param path relative to the site's root, with {@code /} between the names, for people to read
 * @param url the same as a relative URL, percent-encoded
 * @param html the file's text
 */
public record SourcePage(String path, String url, String html) {}
