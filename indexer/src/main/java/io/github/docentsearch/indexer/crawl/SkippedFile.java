package io.github.docentsearch.indexer.crawl;

/**
 * Something of the site that is not in the index, and why.
 *
 * @param path relative to the site's root, with {@code /} between the names
 * @param reason a clause for the report, for example {@code cannot be read: permission denied}
 */
public record SkippedFile(String path, String reason) implements Comparable<SkippedFile> {
    @Override
    public int compareTo(SkippedFile other) {
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : reason.compareTo(other.reason);
    }
}
