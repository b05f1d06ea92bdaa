package io.github.docentsearch.model;

/**
 * Transcendental functions from + - × ÷ alone, so that every platform gives the same bits; {@code Math.exp} may differ.
 */
public final class Approximations {
    /** 1.5 · 2^23: adding and subtracting it rounds a float of less than 2^22 to the nearest integer, ties to even. */
    static final float ROUNDER = 12582912f;

    private static final float LOG2_E = 1.44269504f;

    /** ln 2 in two parts; the first has few bits, so that a small integer times it is exact. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;

    private static final float SQRT_HALF = 0.70710678f;

    private Approximations() {}

    /**
     * e to the power of {@code x}, for x from -87 to 0; smaller ones count as -87. Relative error below 3e-7.
     *
     * <p>x = n · ln 2 + r with an integer n; e^r by its Taylor series to r^6 (|r| is at most 0.35), 2^n by its bits.
     */
    public static float exp(float x) {
        float bounded = x < -87f ? -87f : x;
        float n = bounded * LOG2_E + ROUNDER - ROUNDER;
        float r = bounded - n * LN2_HIGH - n * LN2_LOW;
        float sum = r * (1f / 720f) + 1f / 120f;
        sum = sum * r + 1f / 24f;
        sum = sum * r + 1f / 6f;
        sum = sum * r + 0.5f;
        sum = sum * r + 1f;
        sum = sum * r + 1f;
        return sum * Float.intBitsToFloat((int) n + 127 << 23);
    }

    /**
     * The Gaussian error linear unit, x · Φ(x) = x / 2 · (1 + erf(x / √2)). Absolute error below 2e-6 · (1 + |x|).
     *
     * <p>erf z ≈ 1 - 1 / (1 + a1 z + … + a6 z^6)^16 for z ≥ 0: Abramowitz and Stegun, Handbook of Mathematical Functions,
     * 7.1.28.
     */
    public static float gelu(float x) {
        float z = Math.abs(x) * SQRT_HALF;
        float sum = 0.0000430638f * z + 0.0002765672f;
        sum = sum * z + 0.0001520143f;
        sum = sum * z + 0.0092705272f;
        sum = sum * z + 0.0422820123f;
        sum = sum * z + 0.0705230784f;
        sum = sum * z + 1f;
        sum *= sum;
        sum *= sum;
        sum *= sum;
        sum *= sum;
        float tail = 0.5f / sum;
        return x * (x < 0 ? tail : 1f - tail);
    }
}
