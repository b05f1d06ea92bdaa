package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A team edits one page and builds again, then asks on the command line why a page comes where it comes. */
class RebuildIT {
    private static final Pattern EMBEDDED = Pattern.compile("Embedding (\\d+) chunks(?:, (\\d+) are in the cache)?");

    private static Path project;
    private static MavenRun first;
    private static MavenRun second;

    @BeforeAll
    static void buildTwice() throws Exception {
        project = Sites.project("maven-site", "Süd See/keep safe");
        String cache = "-Ddocent.cacheDirectory=" + project.resolve("vectors of ours");
        String encoder = "-Ddocent.queryEncoder=transformer"; // three pages are too few to fit a static table to
        first = MavenRun.in(project, "site", cache, encoder).succeeded();
        Path page = project.resolve("src/site/markdown/schedules.md");
        Files.writeString(
                page,
                Files.readString(page)
                        + "\n## Holidays\n\nOn public holidays the office is closed and nothing is copied at all.\n");
        second = MavenRun.in(project, "clean", "site", cache, encoder).succeeded();
    }

    @Test
    void theSecondBuildEmbedsWhatChangedAndSaysSo() {
        assertEquals(0, cached(first));
        assertTrue(embedded(first) > 1, first.output());
        assertEquals(1, embedded(second), second.output());
        assertEquals(embedded(first), cached(second), second.output());
    }

    @Test
    void theCommandLineAnswersAsTheSiteDoes() throws Exception {
        MavenRun run = MavenRun.in(project, "docent:query", "-Ddocent.query=is the office closed on public holidays?")
                .succeeded();

        assertTrue(
                run.output().lines().anyMatch(line -> line.matches("\\[INFO] +1 .*schedules\\.html#Holidays")),
                run.output());
        assertFalse(run.output().contains("Meaning counts"), run.output());
    }

    @Test
    void itExplainsItsRankingWhenAsked() throws Exception {
        MavenRun run = MavenRun.in(project, "docent:query", "-Ddocent.query=restoring holidays", "-Ddocent.explain")
                .succeeded();

        assertTrue(run.output().contains("[INFO] The query was read as: "), run.output());
        assertTrue(
                run.output()
                        .lines()
                        .anyMatch(line -> line.matches("\\[INFO] Meaning counts 0\\.\\d\\d, words 0\\.\\d\\d\\..*")),
                run.output());
        assertTrue(
                run.output()
                        .lines()
                        .anyMatch(line -> line.matches(
                                "\\[INFO] +1\\. \\d\\.\\d{3} = 0\\.\\d\\d x \\d\\.\\d{3} by words \\+ 0\\.\\d\\d x"
                                        + " \\d\\.\\d{3} by meaning.*")),
                run.output());
    }

    private static int embedded(MavenRun run) {
        return number(run, 1);
    }

    private static int cached(MavenRun run) {
        return number(run, 2);
    }

    private static int number(MavenRun run, int group) {
        Matcher line = EMBEDDED.matcher(run.output());
        assertTrue(line.find(), run.output());
        return line.group(group) == null ? 0 : Integer.parseInt(line.group(group));
    }
}
