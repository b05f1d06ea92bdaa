package io.github.docentsearch.embedder;

import java.util.List;

/**
 * How coarsely a transformer is rounded.
 *
 * <p>One step serves all matrices: once {@link CompensatedRounding each makes up for its own errors}, a finer step for the value
 * projections, tried on the Git manual, gained no more, byte for byte, than a finer one for all.
 *
 * @param name in words, for log and report
 * @param step of all matrices, see {@link MatrixQuantiser#scale}
 */
record TransformerPlan(String name, float step) {
    /**
     * From the smallest to the nearest to the original. Steps coarser than the first may pass the check too, at 6.6 MB instead of
     * 7.5; but the questions of the Git manual then lost 3 % of their nDCG@10 by meaning alone, where the first loses 1.3 %.
     */
    static final List<TransformerPlan> LADDER = List.of(
            new TransformerPlan("4.1 bits a weight", 0.25f),
            new TransformerPlan("4.4 bits a weight", 0.2f),
            new TransformerPlan("4.8 bits a weight", 0.15f),
            new TransformerPlan("8 bits a weight", MatrixQuantiser.FINEST));
}
