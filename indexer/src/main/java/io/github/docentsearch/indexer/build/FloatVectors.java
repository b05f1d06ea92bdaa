package io.github.docentsearch.indexer.build;

/** Vectors as they were embedded: what graphs are built from, and what recall is measured against. */
public final class FloatVectors {
    private final float[][] rows;
    private final int dimensions;

    /** @param rows shape [size][dimensions], finite, of unit length or all zero; not copied */
    public FloatVectors(float[][] rows, int dimensions) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != dimensions) {
                throw new IllegalArgumentException(
                        "Vector " + i + " has " + rows[i].length + " dimensions, expected " + dimensions);
            }
        }
        this.rows = rows;
        this.dimensions = dimensions;
    }

    public int size() {
        return rows.length;
    }

    public int dimensions() {
        return dimensions;
    }

    /** Shape [size][dimensions], not copied. */
    public float[][] rows() {
        return rows;
    }

    /** Shape [dimensions], not copied. */
    public float[] row(int node) {
        return rows[node];
    }

    /** The dot product of two vectors of this length, in eight partial sums: the same bits on every machine. */
    static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = a.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        float sum = (s0 + s1 + (s2 + s3)) + (s4 + s5 + (s6 + s7));
        for (int i = whole; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The {@code k} rows of the highest dot product with {@code query}, best first; ties go to the smaller ordinal. */
    public int[] nearest(float[] query, int k) {
        int count = Math.min(k, rows.length);
        int[] nodes = new int[count];
        float[] scores = new float[count];
        int found = 0;
        for (int node = 0; node < rows.length; node++) {
            float score = dot(query, rows[node]);
            if (found == count && !(score > scores[count - 1])) {
                continue;
            }
            int at = found < count ? found++ : count - 1;
            while (at > 0 && scores[at - 1] < score) {
                scores[at] = scores[at - 1];
                nodes[at] = nodes[at - 1];
                at--;
            }
            scores[at] = score;
            nodes[at] = node;
        }
        return nodes;
    }
}
