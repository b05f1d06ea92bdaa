/** Finds the pages of a site folder, in a fixed order, and reads them without ever leaving the folder. */
@NullMarked
package io.github.docentsearch.indexer.crawl;

import org.jspecify.annotations.NullMarked;
