package io.github.docentsearch.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        properties.setProperty("docent.hnsw.efSearch", "100");
        properties.setProperty("docent.searchBox.inject", "false");
        properties.setProperty("docent.searchBox.shortcuts", "mod+p,/");
        properties.setProperty("docent.budgets.minRecall", "0.9");

        assertEquals(100, new HnswParameters().toOptions(line).efSearch());
        assertEquals(
                new SearchBox(false, "auto", List.of("mod+p", "/"), null), new SearchBoxParameters().toOptions(line));
        assertEquals(0.9, new BudgetParameters().toOptions(line).minRecall());
    }

    @Test
    void whatIsNoNumberIsNamed() {
        properties.setProperty("docent.hnsw.m", "many");

        assertEquals(
                "<hnsw.m>: 'many' is not a whole number",
                assertThrows(IndexingException.class, () -> new HnswParameters().toOptions(line))
                        .getMessage());
    }
}
