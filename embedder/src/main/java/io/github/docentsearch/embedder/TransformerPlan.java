package io.github.docentsearch.embedder;

import java.util.List;

/**
 * How many bits each part of a transformer gets.
 *
 * <p>What hurts most when it is rounded are the value projections, the first product of the feed-forward step, and the last
 * two layers; queries and keys hardly matter.
 *
 * @param name in words, for log and report
 * @param embeddings of the token embeddings
 * @param base of all that is not named here
 * @param values of the value projections
 * @param up of the first product of the feed-forward step
 * @param lastTwoLayers at least so many for everything in the last two layers
 */
record TransformerPlan(String name, int embeddings, int base, int values, int up, int lastTwoLayers) {
    /** From the smallest to the nearest to the original. */
    static final List<TransformerPlan> LADDER = List.of(
            new TransformerPlan("4 bits, 6 for embeddings and values", 6, 4, 6, 4, 4),
            new TransformerPlan("4 bits, 5 in the last two layers, 6 for embeddings and values", 6, 4, 6, 4, 5),
            new TransformerPlan("5 bits, 6 for embeddings and values", 6, 5, 6, 5, 5),
            new TransformerPlan("6 bits, 8 for values", 6, 6, 8, 6, 6),
            new TransformerPlan("8 bits", 8, 8, 8, 8, 8));

    private int at(int layer, int layers, int bits) {
        return layer >= layers - 2 ? Math.max(bits, lastTwoLayers) : bits;
    }

    int base(int layer, int layers) {
        return at(layer, layers, base);
    }

    int values(int layer, int layers) {
        return at(layer, layers, values);
    }

    int up(int layer, int layers) {
        return at(layer, layers, up);
    }
}
