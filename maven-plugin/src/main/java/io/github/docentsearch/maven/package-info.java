/**
 * The goals of the plugin: their parameters, and a log for the indexer. What they do is in
 * {@code io.github.docentsearch.indexer}.
 */
@NullMarked
package io.github.docentsearch.maven;

import org.jspecify.annotations.NullMarked;
