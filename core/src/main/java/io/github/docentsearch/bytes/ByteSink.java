package io.github.docentsearch.bytes;

/** Bytes written one after another, little-endian, into memory that grows as needed. */
public final class ByteSink {
    private byte[] bytes;
    private int size;

    public ByteSink() {
        this(1024);
    }

    /** @param capacity bytes to expect; more may be written */
    public ByteSink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    public ByteSink putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteSink putU16(int value) {
        assert value >>> 16 == 0 : value;
        return putByte(value).putByte(value >>> 8);
    }

    public ByteSink putInt(int value) {
        reserve(4);
        setInt(size, value);
        size += 4;
        return this;
    }

    public ByteSink putFloat(float value) {
        return putInt(Float.floatToIntBits(value));
    }

    /** An unsigned integer in 1 to 5 bytes: seven bits a byte, lowest first, the top bit set on all but the last. */
    public ByteSink putVarint(int value) {
        while ((value & ~0x7F) != 0) {
            putByte(value | 0x80);
            value >>>= 7;
        }
        return putByte(value);
    }

    public ByteSink putBytes(byte[] source) {
        return putBytes(source, 0, source.length);
    }

    public ByteSink putBytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** A string: its length in UTF-8 bytes as a varint, then these bytes. */
    public ByteSink putString(String text) {
        byte[] utf8 = Utf8.encode(text);
        return putVarint(utf8.length).putBytes(utf8);
    }

    /**
     * Unsigned integers of {@code bits} each, 1 to 25, lowest bit first and without gaps, in whole 32-bit words, and one word more:
     * so {@link ByteRegion#readPacked} never reads beyond them.
     */
    public ByteSink putPacked(int[] values, int count, int bits) {
        long pending = 0;
        int pendingBits = 0;
        for (int i = 0; i < count; i++) {
            pending |= (long) values[i] << pendingBits;
            pendingBits += bits;
            if (pendingBits >= 32) {
                putInt((int) pending);
                pending >>>= 32;
                pendingBits -= 32;
            }
        }
        if (pendingBits > 0) {
            putInt((int) pending);
        }
        return putInt(0);
    }

    /** Zero bytes until the size is a multiple of {@code alignment}. */
    public ByteSink align(int alignment) {
        while (size % alignment != 0) {
            putByte(0);
        }
        return this;
    }

    /** Overwrites four bytes that were written before. */
    public void setInt(int offset, int value) {
        bytes[offset] = (byte) value;
        bytes[offset + 1] = (byte) (value >>> 8);
        bytes[offset + 2] = (byte) (value >>> 16);
        bytes[offset + 3] = (byte) (value >>> 24);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        byte[] copy = new byte[size];
        System.arraycopy(bytes, 0, copy, 0, size);
        return copy;
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            byte[] grown = new byte[Math.max(bytes.length + (bytes.length >> 1), size + more)];
            System.arraycopy(bytes, 0, grown, 0, size);
            bytes = grown;
        }
    }
}
