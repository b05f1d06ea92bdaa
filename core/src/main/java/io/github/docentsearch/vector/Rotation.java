package io.github.docentsearch.vector;

/**
 * A seeded, orthogonal turn of the space, cheap for any dimension.
 *
 * <p>Twice: flip the signs of about half of the coordinates, then multiply each block of {@code b} coordinates by the
 * Hadamard matrix of that size, where {@code b} is the largest power of two that divides the number of lanes (at least 32).
 * Between the two, coordinates are dealt out round robin, so that the second turn mixes what the first kept in separate
 * blocks. Afterwards every coordinate is a sum of many of the old ones with signs: near to normally distributed, whatever
 * the model prefers. (The idea: N. Ailon and B. Chazelle, "Approximate nearest neighbors and the fast Johnson-Lindenstrauss
 * transform", 2006.)
 *
 * <p>Only additions, subtractions and one product per coordinate, in a fixed order: the same bits on every platform.
 */
public final class Rotation {
    private final int lanes;
    private final int block;
    /** Shape [2 lanes]: the signs of the first turn, then of the second, as +1 and -1; the second also bears the norm. */
    private final float[] signs;

    private final float[] scratch;

    /**
     * @param lanes coordinates, a multiple of 32
     * @param seed chooses the signs; 0 means no turn at all
     */
    Rotation(int lanes, int seed) {
        this.lanes = lanes;
        int power = VectorEncoding.LANE_BLOCK;
        while (lanes % (2 * power) == 0) {
            power *= 2;
        }
        block = power;
        signs = new float[seed == 0 ? 0 : 2 * lanes];
        scratch = new float[seed == 0 ? 0 : lanes];
        int state = seed;
        for (int i = 0; i < signs.length; i++) {
            // Marsaglia's xorshift, 32 bits
            state ^= state << 13;
            state ^= state >>> 17;
            state ^= state << 5;
            float sign = (state & 0x10000) == 0 ? 1f : -1f;
            // Two Hadamard products lengthen a vector by sqrt(block) each: a power of two together, so exact.
            signs[i] = i < lanes ? sign : sign / block;
        }
    }

    /** Coordinates of a vector. */
    public int lanes() {
        return lanes;
    }

    /** Coordinates of one Hadamard product: a power of two, at least 32, of which {@link #lanes()} is a multiple. */
    public int block() {
        return block;
    }

    /** Shape [2 lanes]: factors of the first turn, then of the second; empty if there is no turn. Not copied. */
    public float[] signs() {
        return signs;
    }

    /** Turns {@code vector} (shape [lanes]) in place. */
    void apply(float[] vector) {
        if (signs.length == 0) {
            return;
        }
        for (int i = 0; i < lanes; i++) {
            vector[i] *= signs[i];
        }
        hadamard(vector);
        int blocks = lanes / block;
        int at = 0;
        for (int i = 0; i < block; i++) {
            for (int j = i; j < lanes; j += block) {
                scratch[at] = vector[j] * signs[lanes + at];
                at++;
            }
        }
        assert at == blocks * block;
        System.arraycopy(scratch, 0, vector, 0, lanes);
        hadamard(vector);
    }

    private void hadamard(float[] vector) {
        for (int half = 1; half < block; half *= 2) {
            for (int start = 0; start < lanes; start += 2 * half) {
                int end = start + half;
                for (int i = start; i < end; i++) {
                    float a = vector[i];
                    float b = vector[i + half];
                    vector[i] = a + b;
                    vector[i + half] = a - b;
                }
            }
        }
    }
}
