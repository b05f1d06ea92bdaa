package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documentation team's own tests of their search, in the POM and in a file of their own. */
class SearchTestsIT {
    private Path project;

    @BeforeEach
    void copy() throws Exception {
        project = Sites.project("tested");
    }

    @Test
    void testsInThePomAndInTheFileCountTogether() throws Exception {
        MavenRun run = MavenRun.in(project, "docent:generate-search").succeeded();

        assertTrue(run.output().contains("[INFO] Search tests run: 3, failures: 0"), run.output());
        assertTrue(Files.exists(project.resolve("public/search/search-index.bin")));
    }

    @Test
    void theNewestMavenRunsThemToo() throws Exception {
        MavenRun run = MavenRun.withNewestMaven(project, "docent:generate-search", "-V")
                .succeeded();

        assertTrue(run.output().contains("Apache Maven 3.9."), run.output());
        assertTrue(run.output().contains("Search tests run: 3, failures: 0"), run.output());
    }

    @Test
    void aFailureTellsTheQueryWhatCameInsteadAndItsScoresAndPublishesNothing() throws Exception {
        Files.writeString(
                project.resolve("search-tests.yaml"),
                "- query: grind the beans\n  page: milk.html\n  within: 2\n- query: portafilter\n  page: milk.html\n");
        MavenRun run = MavenRun.in(project, "docent:generate-search").failed();

        assertTrue(run.output().contains("Search tests run: 4, failures: 2"), run.output());
        assertTrue(
                run.output().contains("<searchTests> 'grind the beans' should find milk.html among the first 2"),
                run.output());
        assertTrue(
                run.output()
                        .lines()
                        .anyMatch(line ->
                                line.matches(".* 1\\. \\d\\.\\d{3} +\\w+ +beans\\.html#grind +\\(Grinding\\).*")),
                run.output());
        assertFalse(run.showsStackTrace(), run.output());
        assertFalse(Files.exists(project.resolve("public/search")), "a search was published");
    }

    @Test
    void aMistakeInTheFileIsNamed() throws Exception {
        Files.writeString(project.resolve("search-tests.yaml"), "- query: beans\n  pages: beans.html\n");

        String failure = MavenRun.in(project, "docent:generate-search").failed().failure();

        assertTrue(failure.startsWith("<searchTestsFile>: "), failure);
        assertTrue(failure.endsWith("test 1: 'pages' is none of page, query, within"), failure);
    }
}
