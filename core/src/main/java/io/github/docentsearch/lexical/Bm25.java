package io.github.docentsearch.lexical;

/**
 * BM25F (Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted fields", CIKM 2004), divided between build
 * and query.
 *
 * <pre>
 *   wtf   = sum over the fields f of  boost_f * tf_f / (1 - b_f + b_f * length_f / averageLength_f)
 *   score = sum over the words of the query of  idf * wtf / (k1 + wtf)
 *   idf   = ln(1 + (chunks - df + 0.5) / (df + 0.5))
 * </pre>
 *
 * <p>{@code wtf}, the weighted term frequency, is computed at build time and kept as one of {@value #LEVELS} levels, each
 * 10.4 % above the one before: what is read is off by at most 5.1 %, and a word's score by at most 1.3 % of its idf. So the
 * reader needs no table of lengths. The forms of a word are summed before saturation, as if they were one word.
 */
public final class Bm25 {
    /** How soon more occurrences stop to count, 0.5 to 2. */
    public static final float K1 = 2f;

    /** Number of weight levels. */
    public static final int LEVELS = 64;

    /** The field of a posting that is found in the page's title or a heading above. */
    public static final int FIELD_TITLE = 3;

    /** The field of a posting that is found in the section's own heading. */
    public static final int FIELD_HEADING = 2;

    /** The field of a posting that is found in running text. */
    public static final int FIELD_BODY = 1;

    /** The field of a posting that is found in code only. */
    public static final int FIELD_CODE = 0;

    private static final float LOWEST_WEIGHT = 0.0625f;
    private static final float STEP = 1.104089514f; // 2^(1/7)
    private static final float[] WEIGHTS = weights();

    private Bm25() {}

    private static float[] weights() {
        float[] weights = new float[LEVELS];
        float weight = LOWEST_WEIGHT;
        for (int i = 0; i < LEVELS; i++) {
            weights[i] = weight;
            weight *= STEP;
        }
        return weights;
    }

    /**
     * A posting's byte: the level nearest to a weighted term frequency (in ratio), times 4, plus the best field.
     *
     * @param field {@link #FIELD_TITLE} and the other constants here
     */
    public static byte pack(float weight, int field) {
        int level = 0;
        while (level + 1 < LEVELS && weight * weight > WEIGHTS[level] * WEIGHTS[level + 1]) {
            level++;
        }
        return (byte) (level << 2 | field);
    }

    /** The weighted term frequency of a posting's byte, 0 to 255. */
    static float weight(int packed) {
        return WEIGHTS[packed >> 2];
    }

    /** What a word adds to a score, as a fraction of its idf: 0 to 1. */
    static float saturate(float weight) {
        return weight / (K1 + weight);
    }

    /**
     * How much a word says: nearly 0 for one that is in every chunk.
     *
     * @param chunks number of chunks, at least {@code df}
     * @param df number of chunks that have the word
     */
    public static float idf(int chunks, int df) {
        return naturalLogarithm(1f + (chunks - df + 0.5f) / (df + 0.5f));
    }

    /**
     * ln(x) for x of at least 1 from additions, multiplications and divisions alone, so that all platforms agree to the bit:
     * x = m * 2^e, ln(m) = 2 artanh((m - 1) / (m + 1)), as a series.
     */
    static float naturalLogarithm(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits >>> 23) - 127;
        float mantissa = Float.intBitsToFloat(bits & 0x7FFFFF | 127 << 23);
        if (mantissa > 1.4142135f) {
            mantissa *= 0.5f;
            exponent++;
        }
        double s = (mantissa - 1.0) / (mantissa + 1.0);
        double square = s * s;
        double sum = 1.0 / 11;
        for (int n = 9; n > 0; n -= 2) {
            sum = sum * square + 1.0 / n;
        }
        return (float) (2 * s * sum + exponent * 0.6931471805599453);
    }
}
