package io.github.docentsearch.indexer.extract;

/**
 * A paragraph, list item, table row or listing: the smallest part of a section that is not cut without need.
 *
 * @param text plain text, white space collapsed; line feeds only where a listing has them; never empty
 * @param codeRanges starts and ends of the parts of {@code text} that are code, ascending and disjoint
 * @param anchor id of an element at or shortly before the block, URL-encoded; empty if there is none of its own
 * @param weight as the page's author set it, from 0 to 10; 1 if unset
 * @param keepWithNext whether the block announces the next one: a term, a caption, {@code for example:}
 */
record Block(String text, int[] codeRanges, String anchor, float weight, boolean keepWithNext) {}
