package io.github.docentsearch.format;

import java.util.List;

/**
 * A chunk as it is shown: where it stands and what it says.
 *
 * @param page ordinal of its page
 * @param anchor the section's id, URL-encoded; empty for the top of the page
 * @param headings the headings above it within the page, outermost first, the page's title left out; may be empty
 * @param text its plain text; block boundaries are line feeds
 * @param codeRanges starts and ends, in chars, of the parts of {@code text} that are code, ascending and disjoint
 */
public record ChunkRecord(int page, String anchor, List<String> headings, String text, int[] codeRanges) {}
