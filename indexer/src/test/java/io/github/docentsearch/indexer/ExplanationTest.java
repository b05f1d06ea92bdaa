package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.search.Explanation;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docent:query -Ddocent.explain} names as the parts of a score is what it is made of. */
class ExplanationTest {
    private static final String FILLING = " The harbour lies quiet while all boats are out at sea at anchor.".repeat(4);

    /** One word more often than in the other, but farther from the second. */
    private static final String APART = "Copper. ".repeat(12) + FILLING + " Garden.";

    private static final String TOGETHER = "Copper. ".repeat(10) + FILLING + " Copper garden.";

    @TempDir
    private Path site;

    @Test
    void aTieIsNeitherOtherSectionsNorAnOlderVersion() throws IOException, IndexingException {
        page("apart.html", "Apart", APART);
        page("together.html", "Together", TOGETHER);
        List<String> lines = explain("copper garden anchor boats");

        assertEquals(
                List.of(
                        "1. 1.000 = 0.995 by words + 0.005 for words closer together than in its equals",
                        "2. 0.995 = 1.000 by words - 0.005 for words farther apart than in its equals"),
                lines);
    }

    @Test
    void anOlderVersionLosesAndNothingElseIsNamed() throws IOException, IndexingException {
        page("1.0/old.html", "Old", "Copper garden." + FILLING);
        page("2.0/new.html", "New", "Copper garden." + FILLING);
        startPages();
        List<String> lines = explain("copper garden");

        assertEquals(
                List.of("1. 1.000 = 1.000 by words", "2. 0.900 = 1.000 by words - 0.100 for an older version"), lines);
    }

    @Test
    void otherSectionsAndAnOlderVersionAreToldApart() throws IOException, IndexingException {
        String section = "<h2 id='%s'>%s</h2><p>Copper garden." + FILLING + "</p>";
        page("1.0/old.html", "Old", section.formatted("a", "Autumn") + section.formatted("b", "Winter"));
        page("2.0/new.html", "New", "Ships and bells.");
        startPages();
        List<String> lines = explain("copper garden");

        assertEquals(
                List.of(
                        "1. 1.080 = 1.000 by words - 0.100 for an older version + 0.180 for its page's other sections",
                        "2. 0.900 = 1.000 by words - 0.100 for an older version"),
                lines);
    }

    @Test
    void aTieOnASiteOfVersionsIsToldApartToo() throws IOException, IndexingException {
        page("1.0/apart.html", "Apart", APART);
        page("1.0/together.html", "Together", TOGETHER);
        page("2.0/new.html", "New", "Ships and bells.");
        startPages();
        List<String> lines = explain("copper garden anchor boats");

        assertEquals(
                List.of(
                        "1. 0.900 = 0.991 by words - 0.099 for an older version"
                                + " + 0.008 for words closer together than in its equals",
                        "2. 0.892 = 1.000 by words - 0.100 for an older version"
                                + " - 0.008 for words farther apart than in its equals"),
                lines);
    }

    /** They make the folders versions. */
    private void startPages() throws IOException {
        page("1.0/index.html", "Start", "Welcome aboard.");
        page("2.0/index.html", "Start", "Welcome aboard.");
    }

    private void page(String path, String title, String content) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "<html lang='en'><title>" + title + "</title><main><h1>" + title + "</h1>" + content + "</main>");
    }

    /** The lines that take the scores apart, after it was seen that the parts add up. */
    private List<String> explain(String text) throws IOException, IndexingException {
        IndexerOptions options =
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build();
        SiteIndexer.index(options, IndexingLog.SILENT);
        LocalSearch search = LocalSearch.open(site.resolve("search"));
        Explanation explanation = search.explain(Query.of(text));
        for (int i = 0; i < explanation.reasons().size(); i++) {
            Explanation.Reason reason = explanation.reasons().get(i);
            float sum = reason.byWords() + reason.ofVersion() + reason.ofPage() + reason.ofTie() + reason.exactness();
            assertEquals(explanation.answer().hits().get(i).score(), sum, 1e-6f);
            assertTrue(reason.ofVersion() <= 0 && reason.ofPage() >= 0, reason.toString());
        }
        return AnswerTable.explanation(search, Query.of(text)).stream()
                .map(String::strip)
                .filter(line -> line.contains(" by words"))
                .toList();
    }
}
