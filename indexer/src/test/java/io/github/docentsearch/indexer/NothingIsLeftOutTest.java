package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Facet;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader asks for is found though much else matches, or matches better, or all stands on one page. */
class NothingIsLeftOutTest {
    @TempDir
    private Path site;

    @Test
    void allOfTheOnePageOfASiteIsFound() throws Exception {
        StringBuilder page = new StringBuilder("<title>Handbook</title><main><h1>Handbook</h1>");
        for (int i = 0; i < 30; i++) {
            page.append("<h2 id=s%1$d>Part %1$d</h2><p>Turn gadget number %1$d.".formatted(i));
        }
        page("index.html", page.toString());
        LocalSearch search = search();

        assertEquals(10, ask(search, "gadget", 10).hits().size());
        assertEquals(30, ask(search, "gadget", 1_000).hits().size());
        assertEquals(30, ask(search, "gadget", 10).total());
    }

    @Test
    void aLongPageLeavesRoomForOthers() throws Exception {
        for (int sections : new int[] {90, 150, 400}) {
            StringBuilder page = new StringBuilder("<title>Reference</title><main><h1>Reference</h1>");
            for (int i = 0; i < sections; i++) {
                page.append("<h2 id=s%1$d>Valve %1$d</h2><p>Valve number %1$d.".formatted(i));
            }
            page("reference.html", page.toString());
            for (int i = 0; i < 20; i++) {
                String text = "Much is told of pump %1$d and its pipes, and somewhere of a valve.".formatted(i);
                page("p" + i + ".html", "<title>Page %1$d</title><main><h1>Page %1$d</h1><p>%2$s".formatted(i, text));
            }
            List<String> urls = urls(ask(search(), "valve", 10));

            assertEquals(10, urls.size());
            assertEquals(
                    3,
                    urls.stream()
                            .filter(url -> url.startsWith("reference.html"))
                            .count(),
                    urls.toString());
        }
    }

    @Test
    void theNewestVersionIsShownThoughEachMatchesOnManyPages() throws Exception {
        for (String version : List.of("1.0", "2.0", "3.0")) {
            page(version + "/index.html", "<title>Handbook</title><main><h1>Handbook</h1><p>Welcome.");
            for (int i = 0; i < 60; i++) {
                page(
                        version + "/p" + i + ".html",
                        "<title>Valve %1$d</title><main><h1>Valve %1$d</h1><p>Turn valve %1$d.".formatted(i));
            }
        }
        LocalSearch search = search();
        for (int limit : new int[] {10, 60}) {
            List<Hit> hits = ask(search, "valve", limit).hits();

            assertEquals(limit, hits.size());
            assertTrue(hits.stream().allMatch(hit -> hit.url().startsWith("3.0/")), hits.toString());
            assertEquals(List.of("2.0", "1.0"), hits.get(0).older());
        }
        assertTrue(ask(search, "valve", 10, "version", "2.0").hits().stream()
                .allMatch(hit -> hit.url().startsWith("2.0/")));
    }

    @Test
    void aFilterWhoseCountPromisesHitsHasThem() throws Exception {
        for (int i = 0; i < 30; i++) {
            String rare = i == 0 ? " replication throttling embedding vectors running database" : "";
            page(
                    "guide/" + i + ".html",
                    "<title>Guide %1$d</title><main><h1 data-docent-filter='area:Guide'>Guide %1$d</h1><p>The quorum of guide %1$d%2$s."
                            .formatted(i, rare));
            page(
                    "api/" + i + ".html",
                    "<title>Type %1$d</title><main><h1 data-docent-filter='area:API'>Type %1$d</h1><p>The quorum of type %1$d."
                            .formatted(i));
        }
        LocalSearch search = search();
        String question = "quorum replication throttling embedding vectors running database";

        assertTrue(ask(search, question, 10).facets().contains(new Facet("area", "API", 30)));
        assertEquals(30, ask(search, question, 10, "area", "API").total());
        assertEquals(10, ask(search, question, 10, "area", "API").hits().size());
    }

    @Test
    void aFilterLeavesWhatIsFarFromTheBest() throws Exception {
        for (int i = 0; i < 2_300; i++) {
            page("api/" + i + ".html", "<title>Valve %1$d</title><main><h1>Valve %1$d</h1><p>Valve.".formatted(i));
        }
        for (int i = 0; i < 3; i++) {
            String text = "Much is told of pumps and pipes, and somewhere of a valve. ".repeat(6);
            page(
                    "guide/" + i + ".html",
                    "<title>Guide %1$d</title><main><h1 data-docent-filter='area:Guide'>Guide %1$d</h1><p>%2$s"
                            .formatted(i, text));
        }
        Answer answer = ask(search(), "valve", 10, "area", "Guide");

        assertEquals(3, answer.total());
        assertTrue(answer.facets().contains(new Facet("area", "Guide", 3)));
        assertEquals(3, answer.hits().size());
    }

    @Test
    void aPhraseIsFoundThoughManyPagesHaveItsWords() throws Exception {
        for (int i = 0; i < 300; i++) {
            page(
                    "p" + i + ".html",
                    "<title>Page %1$d</title><main><h1>Page %1$d</h1><p>Collector of stamps, not of garbage: garbage %1$d."
                            .formatted(i));
        }
        page(
                "vm.html",
                "<title>Memory</title><main><h1>Memory</h1><p>" + "Objects live and die. ".repeat(30)
                        + "The garbage collector frees them.");
        LocalSearch search = search();

        assertEquals(List.of("vm.html"), urls(ask(search, "\"garbage collector\"", 10)));
        assertEquals(1, ask(search, "\"garbage collector\"", 10).total());
        assertEquals(List.of("vm.html"), urls(ask(search, "garbage -\"collector of\"", 10)));
        assertEquals(10, ask(search, "\"of garbage\"", 10).hits().size());
        assertEquals(300, ask(search, "\"of garbage\"", 1_000).hits().size());
        assertEquals(300, ask(search, "\"of garbage\"", 1_000).total());
        // Once there are enough, what was not read counts as it may have the phrase too.
        assertEquals(301, ask(search, "\"of garbage\"", 10).total());
    }

    @Test
    void aPhraseOfFunctionWordsIsAskedAsWords() throws Exception {
        page(
                "hamlet.html",
                "<title>To be or not to be</title><main><h1>To be or not to be</h1><p>That is the question.");
        page("other.html", "<title>Valves</title><main><h1>Valves</h1><p>They turn.");

        assertEquals(List.of("hamlet.html"), urls(ask(search(), "\"to be or not to be\"", 10)));
    }

    @Test
    void aNameThatEveryVersionHasIsExactInTheNewest() throws Exception {
        for (int i = 1; i <= 12; i++) {
            page(i + ".0/index.html", "<title>Handbook</title><main><h1>Handbook</h1><p>Welcome.");
            page(
                    i + ".0/install.html",
                    "<title>Installing widgets</title><main><h1>Installing widgets</h1><p>Take a screwdriver.");
        }
        LocalSearch search = search();

        Hit newest = ask(search, "Installing widgets", 10).hits().get(0);
        assertEquals("12.0/install.html", newest.url());
        assertEquals(Hit.EXACT, newest.via());
        assertEquals(
                Hit.EXACT,
                ask(search, "Installing widgets", 10, "version", "9.0")
                        .hits()
                        .get(0)
                        .via());
    }

    private void page(String name, String html) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<html lang=en>" + html + "</main></html>");
    }

    private LocalSearch search() throws IOException, IndexingException {
        SiteIndexer.index(
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build(), IndexingLog.SILENT);
        return LocalSearch.open(site.resolve("search"));
    }

    private static Answer ask(LocalSearch search, String text, int limit, String... filters) {
        return search.answer(new Query(text, limit, Query.HYBRID, List.of(filters)));
    }

    private static List<String> urls(Answer answer) {
        return answer.hits().stream().map(Hit::url).toList();
    }
}
