package io.github.docentsearch.indexer.build;

/**
 * Vectors of unit length in fixed point, for comparing them fast: the JVM computes a sum of products of integers with SIMD, one
 * of floats it must not, since floats do not add up the same in another order.
 *
 * <p>A vector is scaled to the length 2<sup>15</sup>. By the inequality of Cauchy and Schwarz no sum of products of some of
 * two vectors' dimensions is then more than 2<sup>30</sup>, with rounding far below 2<sup>31</sup>; and a dot product is off
 * by about 10<sup>-5</sup>, which no graph notices.
 */
final class FixedPointVectors {
    private static final float LENGTH = 1 << 15;
    private static final float PRODUCT_SCALE = 1 / (LENGTH * LENGTH);

    private final int[][] rows;

    FixedPointVectors(FloatVectors vectors) {
        rows = new int[vectors.size()][];
        for (int i = 0; i < rows.length; i++) {
            float[] from = vectors.row(i);
            int[] row = new int[from.length];
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.round(from[j] * LENGTH);
            }
            rows[i] = row;
        }
    }

    /** Shape [dimensions], not copied. */
    int[] row(int node) {
        return rows[node];
    }

    /** The dot product of the unit vectors that two rows stand for. */
    static float dot(int[] a, int[] b) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum * PRODUCT_SCALE;
    }
}
