package io.github.docentsearch.search;

/**
 * How many of a query's matches carry a filter's value.
 *
 * @param name the filter, for example {@code kind}
 * @param value for example {@code guide}
 * @param count chunks, at least 1; they pass the query's filters of all other names
 */
public record Facet(String name, String value, int count) {}
