/** Text before it is searched: Unicode forms, word pieces for the model, terms for the keyword index. */
@NullMarked
package io.github.docentsearch.text;

import org.jspecify.annotations.NullMarked;
