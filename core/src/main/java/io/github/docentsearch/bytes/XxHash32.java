package io.github.docentsearch.bytes;

/**
 * The checksum of the format: XXH32 with seed 0, as its author specifies it ("xxHash fast digest algorithm", version 0.2.0,
 * Yann Collet). Chosen because its four independent lanes run at several bytes a cycle without any table.
 */
public final class XxHash32 {
    private static final int PRIME_1 = 0x9E3779B1;
    private static final int PRIME_2 = 0x85EBCA77;
    private static final int PRIME_3 = 0xC2B2AE3D;
    private static final int PRIME_4 = 0x27D4EB2F;
    private static final int PRIME_5 = 0x165667B1;

    private XxHash32() {}

    /** The sum of {@code length} bytes from {@code offset}. */
    public static int of(ByteRegion region, int offset, int length) {
        int stripes = length >>> 4;
        int at = offset + 16 * stripes;
        int end = offset + length;
        int sum = stripes == 0 ? PRIME_5 : region.sumOfStripes(offset, stripes);
        sum += length;
        for (; at <= end - 4; at += 4) {
            sum = rotate(sum + region.getInt(at) * PRIME_3, 17) * PRIME_4;
        }
        for (; at < end; at++) {
            sum = rotate(sum + region.getU8(at) * PRIME_5, 11) * PRIME_1;
        }
        sum = (sum ^ sum >>> 15) * PRIME_2;
        sum = (sum ^ sum >>> 13) * PRIME_3;
        return sum ^ sum >>> 16;
    }

    /** What the sum is after {@code count} stripes of 16 bytes, at least one: see {@link ByteRegion#sumOfStripes}. */
    static int sumOfStripes(ByteRegion region, int offset, int count) {
        int lane1 = PRIME_1 + PRIME_2;
        int lane2 = PRIME_2;
        int lane3 = 0;
        int lane4 = -PRIME_1;
        int end = offset + 16 * count;
        for (int at = offset; at < end; at += 16) {
            lane1 = round(lane1, region.getInt(at));
            lane2 = round(lane2, region.getInt(at + 4));
            lane3 = round(lane3, region.getInt(at + 8));
            lane4 = round(lane4, region.getInt(at + 12));
        }
        return rotate(lane1, 1) + rotate(lane2, 7) + rotate(lane3, 12) + rotate(lane4, 18);
    }

    private static int round(int lane, int input) {
        return rotate(lane + input * PRIME_2, 13) * PRIME_1;
    }

    private static int rotate(int value, int bits) {
        return value << bits | value >>> 32 - bits;
    }
}
