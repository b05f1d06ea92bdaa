package io.github.docentsearch.search;

import java.util.List;

/**
 * What a query found.
 *
 * @param total chunks that match, at least as many as {@code hits}; by meaning only those above the floor count
 * @param semantic whether meaning had a say: false if vectors or query model are not loaded, or not asked for
 * @param hits best first
 * @param facets counts of all matches by the filters' values, those of a name together
 */
public record Answer(int total, boolean semantic, List<Hit> hits, List<Facet> facets) {}
