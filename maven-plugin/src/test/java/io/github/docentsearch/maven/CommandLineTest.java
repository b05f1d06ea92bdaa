package io.github.docentsearch.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.docentsearch.indexer.IndexerOptions.Budgets;
import io.github.docentsearch.indexer.IndexerOptions.Hnsw;
import io.github.docentsearch.indexer.IndexerOptions.SearchBox;
import io.github.docentsearch.indexer.IndexingException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private final Properties properties = new Properties();
    private final CommandLine line = new CommandLine(properties);

    @Test
    void withoutPropertiesThePomCounts() throws IndexingException {
        assertEquals(Hnsw.DEFAULT, new HnswParameters().toOptions(line));
        assertEquals(SearchBox.DEFAULT, new SearchBoxParameters().toOptions(line));
        assertEquals(Budgets.NONE, new BudgetParameters().toOptions(line));
    }

    @Test
    void propertiesReachTheElementsWithin() throws IndexingException {
        for (String name : List.of("m", "efConstruction", "efSearch", "seed")) {
            properties.setProperty("docent.hnsw." + name, "10" + name.length());
        }
        properties.setProperty("docent.searchBox.inject", "false");
        properties.setProperty("docent.searchBox.shortcuts", "mod+p,/");
        properties.setProperty("docent.budgets.minRecall", "0.9");

        assertEquals(new Hnsw(101, 1014, 108, 104), new HnswParameters().toOptions(line));
        assertEquals(
                new SearchBox(false, "auto", List.of("mod+p", "/"), null), new SearchBoxParameters().toOptions(line));
        assertEquals(0.9, new BudgetParameters().toOptions(line).minRecall());
    }

    @Test
    void anEmptyListOfShortcutsIsNone() throws IndexingException {
        for (String empty : List.of("", " ", ",", " , ")) {
            properties.setProperty("docent.searchBox.shortcuts", empty);
            assertEquals(List.of(), new SearchBoxParameters().toOptions(line).shortcuts());
        }
        properties.setProperty("docent.searchBox.shortcuts", "mod+p, ");
        assertEquals(List.of("mod+p"), new SearchBoxParameters().toOptions(line).shortcuts());
    }

    @Test
    void whatIsNeitherTrueNorFalseIsNamed() throws IndexingException {
        properties.setProperty("docent.searchBox.inject", "yes");

        assertEquals(
                "<searchBox.inject>: 'yes' is neither true nor false",
                assertThrows(IndexingException.class, () -> new SearchBoxParameters().toOptions(line))
                        .getMessage());
        properties.setProperty("docent.searchBox.inject", "FALSE");
        assertFalse(new SearchBoxParameters().toOptions(line).inject());
    }

    @Test
    void whatIsNoNumberIsNamed() {
        properties.setProperty("docent.hnsw.m", "many");

        assertEquals(
                "<hnsw.m>: 'many' is not a whole number below 2^31",
                assertThrows(IndexingException.class, () -> new HnswParameters().toOptions(line))
                        .getMessage());
    }
}
