/** Measures relevance: builds the search of a manual, asks it judged queries, and says where the right page stood. */
@NullMarked
package io.github.docentsearch.indexer.eval;

import org.jspecify.annotations.NullMarked;
