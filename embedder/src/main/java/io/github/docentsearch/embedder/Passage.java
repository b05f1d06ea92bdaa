package io.github.docentsearch.embedder;

/**
 * A piece of a site's text, as the encoders of queries are fitted to it and checked with it.
 *
 * @param heading the heading path, outermost first, its parts apart by {@code " > "}
 * @param context what it was embedded with beside its own words, which many passages share; may be empty
 * @param text plain text, its blocks apart by line feeds; may be empty
 */
public record Passage(String heading, String context, String text) {}
