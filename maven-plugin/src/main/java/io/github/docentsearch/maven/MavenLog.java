package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexingLog;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Hands the indexer's lines to Maven. Progress is a bar on a terminal, and a line every few seconds elsewhere. */
final class MavenLog implements IndexingLog {
    private static final long LINE_INTERVAL_NANOS = 5_000_000_000L;
    private static final long BAR_INTERVAL_NANOS = 200_000_000L;

    private final Log log;
    private final @Nullable PrintStream terminal;
    private final LongSupplier nanoTime;
    private long reported;
    private int barLength;

    /**
     * @param terminal where a bar may be drawn; {@code null}: nobody watches
     * @param nanoTime the time, as {@link System#nanoTime} gives it
     */
    MavenLog(Log log, @Nullable PrintStream terminal, LongSupplier nanoTime) {
        this.log = log;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        reported = nanoTime.getAsLong();
    }

    /** @param interactive whether Maven may expect somebody to watch: not with {@code mvn -B} */
    static MavenLog of(Log log, boolean interactive) {
        boolean watched = interactive
                && System.console() != null
                && System.getenv("CI") == null
                && !"dumb".equals(System.getenv("TERM"));
        return new MavenLog(log, watched && log.isInfoEnabled() ? System.out : null, System::nanoTime);
    }

    @Override
    public synchronized void info(String message) {
        eraseBar();
        log.info(message);
    }

    @Override
    public synchronized void warn(String message) {
        eraseBar();
        log.warn(message);
    }

    @Override
    public synchronized void debug(String message) {
        eraseBar();
        log.debug(message);
    }

    @Override
    public synchronized void progress(Progress progress) {
        long now = nanoTime.getAsLong();
        if (now - reported < (terminal == null ? LINE_INTERVAL_NANOS : BAR_INTERVAL_NANOS)) {
            return;
        }
        reported = now;
        if (terminal == null) {
            log.info(progress.sentence());
            return;
        }
        String bar = progress.bar();
        terminal.print("\r" + bar + " ".repeat(Math.max(0, barLength - bar.length())));
        terminal.flush();
        barLength = bar.length();
    }

    private void eraseBar() {
        if (terminal != null && barLength > 0) {
            terminal.print("\r" + " ".repeat(barLength) + "\r");
            terminal.flush();
            barLength = 0;
        }
    }
}
