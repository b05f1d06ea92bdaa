package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexingLog;
import org.apache.maven.plugin.logging.Log;

/** Hands the indexer's lines to Maven. */
final class MavenLog implements IndexingLog {
    private final Log log;

    MavenLog(Log log) {
        this.log = log;
    }

    @Override
    public void info(String message) {
        log.info(message);
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public void debug(String message) {
        log.debug(message);
    }
}
