/**
 * The search itself: a question in, hits out. Brings the keyword index, the vectors and the query encoder together.
 */
@NullMarked
package io.github.docentsearch.search;

import org.jspecify.annotations.NullMarked;
