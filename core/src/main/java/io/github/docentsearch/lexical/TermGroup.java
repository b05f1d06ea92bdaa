package io.github.docentsearch.lexical;

import java.util.List;

/**
 * The forms of a word that share a stem, as they are written to the dictionary.
 *
 * @param stem UTF-8, 1 to {@link TermBlocks#MAX_TERM_SIZE} bytes
 * @param forms at least one, in ascending order
 */
public record TermGroup(byte[] stem, List<Form> forms) {
    /**
     * A term and where it stands.
     *
     * @param term UTF-8; differs from the stem by at most its last 15 bytes
     * @param chunks ordinals, ascending
     * @param weights a byte a chunk, see {@link Bm25#pack}
     */
    public record Form(byte[] term, int[] chunks, byte[] weights) {}
}
