/** Turns chunks and their vectors into the sections of {@code search-index.bin}. */
@NullMarked
package io.github.docentsearch.indexer.build;

import org.jspecify.annotations.NullMarked;
