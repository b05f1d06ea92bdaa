/**
 * From a page's HTML to its sections, and from sections to the chunks that are embedded and found.
 *
 * <p>{@link PageExtractor} knows what each generator of documentation calls its main content and how it makes anchors;
 * {@link PageSelection} collapses what the site says twice; {@link Chunker} cuts sections to the model's size.
 */
@NullMarked
package io.github.docentsearch.indexer.extract;

import org.jspecify.annotations.NullMarked;
