/** Sentence models: text to a vector of unit length whose dot product with another says how near they are in meaning. */
@NullMarked
package io.github.docentsearch.model;

import org.jspecify.annotations.NullMarked;
