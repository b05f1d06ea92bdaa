package io.github.docentsearch.indexer.extract;

import io.github.docentsearch.indexer.IndexingException;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Selectors that users write into parameters. */
public final class CssSelector {
    private CssSelector() {}

    /** @throws IndexingException if {@code selector} is none, naming the parameter */
    public static void check(String parameter, String selector) throws IndexingException {
        parse(parameter, selector);
    }

    static Evaluator parse(String parameter, String selector) throws IndexingException {
        try {
            return Selector.evaluatorOf(selector);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw IndexingException.badParameter(
                    parameter, "'" + selector + "' is not a CSS selector (" + e.getMessage() + ")");
        }
    }
}
