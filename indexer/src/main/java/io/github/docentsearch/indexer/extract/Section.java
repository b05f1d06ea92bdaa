package io.github.docentsearch.indexer.extract;

import java.util.List;

/**
 * What stands below one heading, up to the next.
 *
 * @param headings the heading path within the page, outermost first, the page's title left out; empty for what stands
 *     directly below the page's title
 * @param context what its text takes for granted beside its headings, to be embedded with it; may be empty
 * @param anchor id to link to, URL-encoded; empty for the top of the page
 * @param blocks its text in order; may be empty
 */
record Section(List<String> headings, String context, String anchor, List<Block> blocks) {
    Section {
        headings = List.copyOf(headings);
        blocks = List.copyOf(blocks);
    }

    Section withContext(String other) {
        return new Section(headings, other, anchor, blocks);
    }
}
