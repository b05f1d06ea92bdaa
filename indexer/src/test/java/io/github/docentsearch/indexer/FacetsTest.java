package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions.FilterRule;
import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Facet;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts by filter, over all that a query finds: more than are shown, and more than are ranked. */
class FacetsTest {
    private static final int PAGES_OF_EACH = 80;

    @TempDir
    static Path site;

    private static LocalSearch search;

    /** Two kinds in two modules, of two sections a page; every third page is about valves, the others about pumps. */
    @BeforeAll
    static void indexSite() throws IOException, IndexingException {
        for (String folder : List.of("core/guide", "core/api", "extra/guide", "extra/api")) {
            Files.createDirectories(site.resolve(folder));
            for (int i = 0; i < PAGES_OF_EACH; i++) {
                String what = i % 3 == 0 ? "valve" : "pump";
                Files.writeString(
                        site.resolve(folder).resolve(i + ".html"),
                        "<title>Page %1$d of %2$s</title><main><h1>Page %1$d</h1><p>It tells of %2$s and the %3$s.</p>"
                                        .formatted(i, folder, what)
                                + "<h2>More</h2><p>Number %d in %s: maintenance of a %s.</p></main>"
                                        .formatted(i, folder, what));
            }
        }
        IndexerOptions options = IndexerOptions.forSite(site)
                .queryEncoder(QueryEncoder.NONE)
                .filters(List.of(
                        new FilterRule("*/api/**", "kind", "api"),
                        new FilterRule("core/**", "module", "core"),
                        new FilterRule("extra/**", "module", "extra")))
                .build();
        SiteIndexer.index(options, IndexingLog.SILENT);
        search = LocalSearch.open(site.resolve("search"));
    }

    @Test
    void allMatchesCountThoughFewAreShown() {
        Answer answer = ask("valve");

        assertEquals(10, answer.hits().size());
        assertEquals(4 * 27 * 2, answer.total());
        assertEquals(
                List.of(
                        new Facet("kind", "api", 2 * 27 * 2),
                        new Facet("kind", "guide", 2 * 27 * 2),
                        new Facet("module", "core", 2 * 27 * 2),
                        new Facet("module", "extra", 2 * 27 * 2)),
                answer.facets());
    }

    @Test
    void aChoiceNarrowsTheOtherFiltersAndNotItsOwnName() {
        Answer answer = ask("valve", "module", "core");

        assertEquals(2 * 27 * 2, answer.total());
        assertTrue(answer.hits().stream().allMatch(hit -> hit.url().startsWith("core/")));
        assertEquals(
                List.of(
                        new Facet("kind", "api", 27 * 2),
                        new Facet("kind", "guide", 27 * 2),
                        new Facet("module", "core", 2 * 27 * 2),
                        new Facet("module", "extra", 2 * 27 * 2)),
                answer.facets());
    }

    /** The stupid twin: ask for every value by itself, and read the total. */
    @Test
    void aFacetCountsWhatIsFoundWithItsFilter() {
        for (String text :
                List.of("pump", "valve maintenance", "page 7", "pump -extra", "number 12 api", "nosuchword")) {
            for (String[] chosen : new String[][] {{}, {"kind", "api"}, {"module", "extra", "kind", "api"}}) {
                for (Facet facet : ask(text, chosen).facets()) {
                    String[] others = Stream.iterate(0, i -> i < chosen.length, i -> i + 2)
                            .filter(i -> !chosen[i].equals(facet.name()))
                            .flatMap(i -> Stream.of(chosen[i], chosen[i + 1]))
                            .toArray(String[]::new);
                    String[] alone = Stream.concat(Stream.of(facet.name(), facet.value()), Stream.of(others))
                            .toArray(String[]::new);
                    assertEquals(ask(text, alone).total(), facet.count(), text + " " + facet);
                }
            }
        }
    }

    @Test
    void aPhraseCountsWhereItStands() {
        Answer answer = ask("\"number 12 in core\"");

        assertEquals(2, answer.total());
        assertEquals(
                List.of(new Facet("kind", "api", 1), new Facet("kind", "guide", 1), new Facet("module", "core", 2)),
                answer.facets());

        Answer narrowed = ask("\"number 12 in core\"", "kind", "api");
        assertEquals(1, narrowed.total());
        assertTrue(narrowed.facets().contains(new Facet("kind", "api", 1)), narrowed.toString());
        // What the filter leaves out is counted by its words.
        assertTrue(
                narrowed.facets().stream().anyMatch(facet -> facet.value().equals("guide") && facet.count() > 0),
                narrowed.toString());
    }

    @Test
    void aSiteOfOnePageMayHaveManyValues(@TempDir Path small) throws IOException, IndexingException {
        Files.writeString(
                small.resolve("index.html"),
                "<main><h1 data-docent-filter='tag:a'>Valve</h1><p data-docent-filter='tag:b'>It turns.</main>");
        SiteIndexer.index(
                IndexerOptions.forSite(small).queryEncoder(QueryEncoder.NONE).build(), IndexingLog.SILENT);
        Answer answer = LocalSearch.open(small.resolve("search"))
                .answer(new Query("valve", 10, Query.KEYWORD, List.of("tag", "b")));
        assertEquals(1, answer.hits().size());
        assertEquals(
                List.of("kind", "guide", "tag", "a", "tag", "b"),
                answer.hits().get(0).filters());
    }

    private static Answer ask(String text, String... filters) {
        return search.answer(new Query(text, 10, Query.HYBRID, List.of(filters)));
    }
}
