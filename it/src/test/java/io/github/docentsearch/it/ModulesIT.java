package io.github.docentsearch.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.LocalSearch;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Facet;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One search over the staged site of a project of several modules, in a folder whose name is no plain word. */
class ModulesIT {
    private static Path staging;
    private static MavenRun build;
    private static LocalSearch search;

    @BeforeAll
    static void build() throws Exception {
        Path project = Sites.project("modules", "Schiff & Söhne/das Schiff");
        staging = project.resolve("target/staging");
        build = MavenRun.in(
                        project,
                        "site",
                        "site:stage",
                        System.getProperty("it.plugin") + ":aggregate-search",
                        "-Ddocent.queryEncoder=none")
                .succeeded();
        search = LocalSearch.openSite(staging, "search");
    }

    @Test
    void theSearchesOfSingleModulesAreLeftOut() {
        assertTrue(Files.exists(staging.resolve("ship-hull/search/index.html")), "the module has no search of its own");
        assertTrue(build.output().contains("[INFO] 4 pages and 5 sections are searchable"), build.output());
    }

    @Test
    void everyPageHasTheFilterOfItsOwnModuleThoughModulesLieInModules() throws Exception {
        Answer answer = ask("gaskets");

        assertEquals(
                List.of("ship-parts/index.html", "ship-parts/ship-engine/index.html"),
                answer.hits().stream().map(Hit::url).sorted().toList());
        assertEquals(
                List.of(
                        new Facet("kind", "guide", 2),
                        new Facet("module", "Engine", 1),
                        new Facet("module", "Parts", 1)),
                answer.facets());
        assertEquals(
                List.of(new Facet("kind", "guide", 1), new Facet("module", "Ship", 1)),
                ask("bosun").facets());
        assertEquals(
                "ship-parts/ship-engine/index.html",
                ask("gaskets", "module", "Engine").hits().get(0).url());
    }

    @Test
    void thePagesOfAModuleAskTheCommonSearch() throws Exception {
        String page = Files.readString(staging.resolve("ship-parts/ship-engine/index.html"));

        assertTrue(page.contains("<script src=\"../../search/docent-search.js?v="), page);
        assertFalse(page.contains("<script src=\"search/docent-search.js"), page);
    }

    private static Answer ask(String text, String... filters) {
        return search.answer(new Query(text, 10, Query.HYBRID, List.of(filters)));
    }
}
