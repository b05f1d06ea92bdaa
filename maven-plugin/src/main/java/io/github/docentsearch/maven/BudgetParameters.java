package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.Budgets;
import io.github.docentsearch.indexer.IndexingException;

/** The element {@code <budgets>}. */
public final class BudgetParameters {
    private int maxEngineKb;
    private int maxIndexKb;
    private int maxFirstSearchKb;
    private double minRecall;

    Budgets toOptions(CommandLine line) throws IndexingException {
        return new Budgets(
                line.integer("budgets.maxEngineKb", maxEngineKb),
                line.integer("budgets.maxIndexKb", maxIndexKb),
                line.integer("budgets.maxFirstSearchKb", maxFirstSearchKb),
                line.number("budgets.minRecall", minRecall));
    }
}
