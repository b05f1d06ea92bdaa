package io.github.docentsearch.bytes;

/**
 * A fixed range of bytes, read little-endian; every read is checked against the range's end.
 *
 * <p>Implementations: {@link HeapRegion} here, linear memory in the browser.
 */
public abstract class ByteRegion {
    /** Length in bytes, at least 0. */
    public abstract int size();

    /** The byte at {@code offset}, 0 to 255. */
    public abstract int getU8(int offset);

    /** The byte at {@code offset}, -128 to 127. */
    public abstract byte getByte(int offset);

    /** Two bytes from {@code offset}, 0 to 65,535. */
    public abstract int getU16(int offset);

    /** Four bytes from {@code offset}; any alignment. */
    public abstract int getInt(int offset);

    /** Four bytes from {@code offset} as an IEEE 754 float; any alignment. */
    public abstract float getFloat(int offset);

    /**
     * The same bytes from {@code offset} on, without copying.
     *
     * @throws MalformedIndexException if the range does not lie inside this one
     */
    public abstract ByteRegion slice(int offset, int length);

    /** Copies {@code length} bytes from {@code offset} into {@code target} from {@code targetOffset} on. */
    public abstract void read(int offset, byte[] target, int targetOffset, int length);

    /** Copies {@code count} floats from {@code offset} into {@code target}. */
    public void readFloats(int offset, float[] target, int count) {
        for (int i = 0; i < count; i++) {
            target[i] = getFloat(offset + 4 * i);
        }
    }

    /**
     * Copies {@code count} unsigned integers that are packed without gaps, lowest bit first, into {@code target}.
     *
     * @param offset where the packed integers begin, in bytes
     * @param first how many integers to pass over
     * @param bits bits of an integer, 1 to 25
     */
    public void readPacked(int offset, int first, int bits, int[] target, int count) {
        int mask = (1 << bits) - 1;
        long bit = (long) first * bits;
        for (int i = 0; i < count; i++) {
            target[i] = getInt(offset + (int) (bit >> 3)) >>> (int) (bit & 7) & mask;
            bit += bits;
        }
    }

    /** The inner loop of {@link XxHash32}: its sum after {@code count} stripes of 16 bytes from {@code offset}, at least one. */
    public int sumOfStripes(int offset, int count) {
        return XxHash32.sumOfStripes(this, offset, count);
    }

    /** {@code length} bytes from {@code offset} as a new array. */
    public final byte[] toArray(int offset, int length) {
        checkRange(offset, length, size());
        byte[] bytes = new byte[length];
        read(offset, bytes, 0, length);
        return bytes;
    }

    /**
     * Checks that {@code length} bytes from {@code offset} lie below {@code size}.
     *
     * @throws MalformedIndexException if they do not
     */
    public static void checkRange(int offset, int length, int size) {
        if ((offset | length) < 0 || length > size - offset) {
            throw new MalformedIndexException("Read beyond the end", offset);
        }
    }
}
