package io.github.docentsearch.indexer;

/** Where the indexer reports to while it works. All methods may be called from any thread. */
public interface IndexingLog {
    /** Says nothing. */
    IndexingLog SILENT = new IndexingLog() {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void debug(String message) {}
    };

    /** A step begun or done, or progress within a long one; at most one line every few seconds. */
    void info(String message);

    /** Something that the person who builds the site should look at, though the build goes on. */
    void warn(String message);

    /** What helps only whoever looks for a mistake. */
    void debug(String message);
}
