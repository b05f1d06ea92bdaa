package io.github.docentsearch.model;

/**
 * An encoder without a network: a text's vector is the sum of its pieces' vectors, scaled to unit length.
 *
 * <p>The pieces' vectors are fitted when the site is built, so that such sums come near to what the site's model says. They
 * are those of {@code [CLS]} and {@code [SEP]} too, which every text has: so they hold what all vectors have in common.
 */
public final class StaticEncoder {
    private final RowTable table;
    private final int dimensions;

    public StaticEncoder(RowTable table, int dimensions) {
        this.table = table;
        this.dimensions = dimensions;
    }

    /**
     * The vector of a text.
     *
     * @param tokens ordinals of its pieces, {@code [CLS]} first and {@code [SEP]} last
     * @param count how many of {@code tokens} there are
     * @return a new array of unit length
     */
    public float[] embed(int[] tokens, int count) {
        float[] vector = new float[dimensions];
        for (int t = 0; t < count; t++) {
            table.addRow(tokens[t], vector);
        }
        Transformer.scaleToUnitLength(vector);
        return vector;
    }
}
