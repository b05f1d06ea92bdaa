/**
 * Search by words: the dictionary of terms with its postings, queries and their operators, and BM25F scores.
 *
 * <p>Terms are grouped by their stem ({@link io.github.docentsearch.text.EnglishStemmer}): the forms of a word lie side by
 * side in one block, each with its own postings, so one look-up finds them all and the exact form can count for more.
 */
@NullMarked
package io.github.docentsearch.lexical;

import org.jspecify.annotations.NullMarked;
