package io.github.docentsearch.indexer;

import java.util.Locale;

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

    /** A step begun or done. */
    void info(String message);

    /** How far a long step has got. Called often: whoever prints it decides how often. */
    default void progress(Progress progress) {}

    /**
     * How far a long step has got.
     *
     * @param what is done, in the plural: {@code chunks}
     * @param done of them, below {@code total}
     * @param total all of them
     * @param perSecond done in a second so far, above 0
     */
    record Progress(String what, int done, int total, double perSecond) {
        private static final int BAR_WIDTH = 30;

        /** As a sentence for a log. */
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "Embedded %,d of %,d %s, %.0f a second, %s left",
                    done,
                    total,
                    what,
                    perSecond,
                    left());
        }

        /** As one line that is drawn over and over in a terminal. */
        public String bar() {
            int filled = (int) ((long) BAR_WIDTH * done / total);
            return String.format(
                    Locale.ROOT,
                    "[%s%s] %,d/%,d %s, %.0f/s, %s left",
                    "#".repeat(filled),
                    ".".repeat(BAR_WIDTH - filled),
                    done,
                    total,
                    what,
                    perSecond,
                    left());
        }

        private String left() {
            long seconds = Math.round((total - done) / perSecond);
            return seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " min";
        }
    }

    /** Something that the person who builds the site should look at, though the build goes on. */
    void warn(String message);

    /** What helps only whoever looks for a mistake. */
    void debug(String message);
}
