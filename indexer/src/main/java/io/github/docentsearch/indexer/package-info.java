/**
 * From a folder of built HTML to a published search, as a plain library: {@code SiteIndexer} is its one front door,
 * {@link io.github.docentsearch.indexer.IndexerOptions} what it is told,
 * {@link io.github.docentsearch.indexer.IndexReport} what it answers and
 * {@link io.github.docentsearch.indexer.IndexingException} how it fails. Nothing here knows Maven.
 */
@NullMarked
package io.github.docentsearch.indexer;

import org.jspecify.annotations.NullMarked;
