package io.github.docentsearch.bytes;

/** A position in a {@link ByteRegion} that moves on with each value read. */
public final class ByteCursor {
    private final ByteRegion region;
    private int offset;

    public ByteCursor(ByteRegion region, int offset) {
        ByteRegion.checkRange(offset, 0, region.size());
        this.region = region;
        this.offset = offset;
    }

    /** Where the next value begins, in bytes from the region's start. */
    public int offset() {
        return offset;
    }

    /** Bytes left before the region's end. */
    public int remaining() {
        return region.size() - offset;
    }

    public int nextU8() {
        int value = region.getU8(offset);
        offset++;
        return value;
    }

    public int nextU16() {
        int value = region.getU16(offset);
        offset += 2;
        return value;
    }

    public int nextInt() {
        int value = region.getInt(offset);
        offset += 4;
        return value;
    }

    public float nextFloat() {
        return Float.intBitsToFloat(nextInt());
    }

    /**
     * The integer that {@link ByteSink#putVarint} wrote.
     *
     * @throws MalformedIndexException if it is longer than 5 bytes or negative
     */
    public int nextVarint() {
        int start = offset;
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = nextU8();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedIndexException("An integer is out of range", start);
    }

    /**
     * A count that {@link ByteSink#putVarint} wrote, checked before anything is allocated for it.
     *
     * @param max the most that a sound file can hold here
     * @throws MalformedIndexException if it is larger
     */
    public int nextCount(int max) {
        int start = offset;
        int count = nextVarint();
        if (count > max) {
            throw new MalformedIndexException("A count is " + count + ", more than " + max, start);
        }
        return count;
    }

    /** The string that {@link ByteSink#putString} wrote. */
    public String nextString() {
        int length = nextCount(remaining());
        String text = Utf8.decode(region, offset, length);
        offset += length;
        return text;
    }

    /** The next {@code length} bytes as a region of their own, not copied. */
    public ByteRegion nextSlice(int length) {
        ByteRegion slice = region.slice(offset, length);
        offset += length;
        return slice;
    }

    /** Moves on by {@code length} bytes. */
    public void skip(int length) {
        ByteRegion.checkRange(offset, length, region.size());
        offset += length;
    }

    /** Moves on to the next multiple of {@code alignment}. */
    public void align(int alignment) {
        int aligned = (offset + alignment - 1) / alignment * alignment;
        ByteRegion.checkRange(offset, aligned - offset, region.size());
        offset = aligned;
    }
}
