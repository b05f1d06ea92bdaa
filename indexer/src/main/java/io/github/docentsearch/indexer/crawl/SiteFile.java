package io.github.docentsearch.indexer.crawl;

import java.nio.file.Path;
import java.util.Locale;

/**
 * An HTML file of the site that is to be read.
 *
 * @param file where it is
 * @param path relative to the site's root, with {@code /} between the names, for people to read
 * @param url the same as a relative URL, percent-encoded
 */
public record SiteFile(Path file, String path, String url) {
    /** Whether browsers read a file of this path or URL as XML: servers call it {@code application/xhtml+xml}. */
    public static boolean isXml(String pathOrUrl) {
        return pathOrUrl.toLowerCase(Locale.ROOT).endsWith(".xhtml");
    }
}
