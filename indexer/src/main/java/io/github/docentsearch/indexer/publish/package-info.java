/**
 * Puts the finished search into the site: all of it or nothing, and a box into the pages.
 *
 * <p>{@link SearchFiles} gathers the files and links them to each other by content hash, {@link SitePublisher} swaps the
 * search folder, {@link BoxInjector} edits the pages.
 */
@NullMarked
package io.github.docentsearch.indexer.publish;

import org.jspecify.annotations.NullMarked;
