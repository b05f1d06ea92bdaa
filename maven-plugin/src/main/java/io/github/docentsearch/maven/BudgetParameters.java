package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexerOptions.Budgets;

/** The element {@code <budgets>}. */
public final class BudgetParameters {
    private int maxEngineKb;
    private int maxIndexKb;
    private int maxFirstSearchKb;
    private double minRecall;

    Budgets toOptions() {
        return new Budgets(maxEngineKb, maxIndexKb, maxFirstSearchKb, minRecall);
    }
}
