package io.github.docentsearch.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.indexer.IndexingLog.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class MavenLogTest {
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private long seconds;

    @Test
    void whereNobodyWatchesALineIsPrintedEveryFiveSeconds() {
        MavenLog log = new MavenLog(new Lines(), null, this::nanoTime);
        for (seconds = 1; seconds <= 12; seconds++) {
            log.progress(new Progress("chunks", (int) seconds * 100, 10_000, 100));
        }

        assertEquals(
                List.of(
                        "Embedded 500 of 10,000 chunks, 100 a second, 2 min left",
                        "Embedded 1,000 of 10,000 chunks, 100 a second, 2 min left"),
                lines);
    }

    @Test
    void onATerminalABarIsDrawnOverItselfAndMakesWayForLines() {
        MavenLog log = new MavenLog(new Lines(), new PrintStream(screen), this::nanoTime);
        seconds = 1;
        log.progress(new Progress("chunks", 1_000, 3_000, 100));
        seconds = 2;
        log.progress(new Progress("chunks", 2_995, 3_000, 100));
        log.info("Building the index");

        String first = "[##########....................] 1,000/3,000 chunks, 100/s, 20 s left";
        String second = "[#############################.] 2,995/3,000 chunks, 100/s, 0 s left";
        assertEquals("\r" + first + "\r" + second + " " + "\r" + " ".repeat(second.length()) + "\r", screen.toString());
        assertEquals(List.of("Building the index"), lines);
    }

    private long nanoTime() {
        return seconds * 1_000_000_000;
    }

    private final class Lines extends SystemStreamLog {
        @Override
        public void info(CharSequence content) {
            lines.add(content.toString());
        }
    }
}
