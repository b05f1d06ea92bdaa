package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions.SearchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTestFileTest {
    @TempDir
    private Path folder;

    @Test
    void aListOfTestsIsReadWithItsDefaults() throws Exception {
        assertEquals(
                List.of(
                        new SearchTest("how do I get my files back?", "guide/restoring.html#all", 1),
                        new SearchTest("Größe: 12", "größe.html", 3),
                        new SearchTest("404", null, 3)),
                read("""
                        # what readers ask most
                        - query: how do I get my files back?
                          page: guide/restoring.html#all
                          within: 1
                        - query: "Größe: 12"
                          page: größe.html
                        - query: 404
                        """));
    }

    @Test
    void everyQuestionIsAskedAsItIsWritten() throws Exception {
        List<String> queries = List.of("1.10", "no", "on", "2024-01-01", "0x1F", "1_000", "null", "~", "12:30", ".5");

        assertEquals(
                queries,
                read("- query: " + String.join("\n- query: ", queries)).stream()
                        .map(SearchTest::query)
                        .toList());
        assertEquals(
                List.of(new SearchTest("2.0", "2.0", 10), new SearchTest("2.0", null, 3)),
                read("- {query: 2.0, page: 2.0, within: 10}\n- query: 2.0\n  page:\n"));
    }

    @Test
    void anEmptyFileHasNoTests() throws Exception {
        assertEquals(List.of(), read("# none yet\n"));
    }

    @Test
    void whateverIsWrongIsNamed() {
        assertComplaint("test 2: 'pge' is none of page, query, within", "- query: a\n- query: b\n  pge: c\n");
        assertComplaint("test 1 has no query", "- page: a.html\n");
        assertComplaint("within is 'many', not a whole number", "- query: a\n  within: many\n");
        assertComplaint("within is '1.5', not a whole number", "- query: a\n  within: 1.5\n");
        assertComplaint("test 1: query must be text", "- query: [a, b]\n");
        assertComplaint("must be a list of tests", "query: a\n");
        assertComplaint("test 1 must have 'query: ...'", "- a\n");
        assertComplaint("is not YAML: ", "- query: [a\n");
        assertComplaint("is not YAML: ", "- !!java.io.File [x]\n");
        assertTrue(assertThrows(IndexingException.class, () -> SearchTestFile.read(folder.resolve("none.yaml")))
                .getMessage()
                .startsWith("<searchTestsFile>: there is no file "));
    }

    private void assertComplaint(String complaint, String content) {
        IndexingException e = assertThrows(IndexingException.class, () -> read(content));

        assertEquals(IndexingException.Kind.CONFIGURATION, e.kind());
        assertTrue(e.getMessage().contains(complaint), e.getMessage());
    }

    private List<SearchTest> read(String content) throws IOException, IndexingException {
        return SearchTestFile.read(Files.writeString(folder.resolve("tests.yaml"), content));
    }
}
