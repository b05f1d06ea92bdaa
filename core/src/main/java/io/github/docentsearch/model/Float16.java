package io.github.docentsearch.model;

/** IEEE 754 half precision: 1 sign bit, 5 bits of exponent, 10 of fraction. */
public final class Float16 {
    /** The largest finite value. */
    private static final float MAX = 65504f;

    private Float16() {}

    /** The value of the 16 bits; exact. Infinities and NaN, which no file of ours has, become large numbers. */
    public static float toFloat(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        float magnitude =
                exponent == 0 ? fraction * 0x1p-24f : Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }

    /** The nearest half, ties to even; values beyond the largest half become the largest. */
    public static int fromFloat(float value) {
        int sign = Float.floatToIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.min(Math.abs(value), MAX);
        if (magnitude < 0x1p-14f) {
            // Adding 0.5 leaves the float a last bit worth 2^-24, that of a subnormal half, and rounds to it.
            return sign | Float.floatToIntBits(magnitude + 0.5f) - Float.floatToIntBits(0.5f);
        }
        int bits = Float.floatToIntBits(magnitude) - (112 << 23);
        int rounded = bits + 0xFFF + (bits >> 13 & 1) >> 13;
        return sign | Math.min(rounded, 0x7BFF);
    }
}
