package io.github.docentsearch.indexer.crawl;

import java.util.List;

/**
 * What of a folder counts as the site's pages.
 *
 * @param outputFolder where the search itself is written, relative to the site's root; never crawled
 * @param includes patterns of pages to take ({@code **}{@code /*.html}, as Maven writes them); empty: every HTML file
 * @param excludes patterns of pages to leave out, stronger than {@code includes}
 * @param maxPageBytes larger files are skipped with a line in the report; at least 1
 */
public record CrawlOptions(String outputFolder, List<String> includes, List<String> excludes, long maxPageBytes) {
    /** 16 MiB: several times the largest page of any manual we know, and little enough to be parsed in any heap. */
    public static final long DEFAULT_MAX_PAGE_BYTES = 16L << 20;

    public CrawlOptions {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** Every HTML file of the site but those in {@code search}. */
    public static CrawlOptions defaults() {
        return new CrawlOptions("search", List.of(), List.of(), DEFAULT_MAX_PAGE_BYTES);
    }
}
