package io.github.docentsearch.indexer;

import java.nio.file.Path;
import java.util.List;

/**
 * What one run of {@code SiteIndexer} read and wrote.
 *
 * @param output the folder that holds the search
 * @param pages pages that are in the index
 * @param skipped pages that were left out, each with the reason
 * @param chunks chunks, which are also the graph's nodes; 0 nodes if there are no vectors
 * @param indexBytes size of {@code search-index.bin}
 * @param queryModelBytes size of {@code query-model.bin}; 0 if there is none
 * @param engineGzippedBytes engine with its JavaScript, gzipped
 * @param recallAt10 of the ten nearest by exact float32 search, the share that the index finds, from 0 to 1; NaN
 *     without vectors
 * @param changedPages pages into which the search box was written, or whose box changed
 * @param elapsedMillis duration of the run
 */
public record IndexReport(
        Path output,
        int pages,
        List<SkippedPage> skipped,
        int chunks,
        long indexBytes,
        long queryModelBytes,
        long engineGzippedBytes,
        double recallAt10,
        int changedPages,
        long elapsedMillis) {
    public IndexReport {
        skipped = List.copyOf(skipped);
    }

    /**
     * A page that is not in the index.
     *
     * @param path relative to the site's root, with {@code /}
     * @param reason why, as the end of a sentence
     */
    public record SkippedPage(String path, String reason) {}
}
