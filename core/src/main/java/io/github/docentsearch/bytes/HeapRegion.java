package io.github.docentsearch.bytes;

/** A region of a byte array on the Java heap. */
public final class HeapRegion extends WritableRegion {
    private final byte[] bytes;
    private final int start;
    private final int size;

    private HeapRegion(byte[] bytes, int start, int size) {
        this.bytes = bytes;
        this.start = start;
        this.size = size;
    }

    /** The whole of {@code bytes}, not copied. */
    public static HeapRegion of(byte[] bytes) {
        return new HeapRegion(bytes, 0, bytes.length);
    }

    /** {@code size} zero bytes. */
    public static HeapRegion allocate(int size) {
        return of(new byte[size]);
    }

    @Override
    public int size() {
        return size;
    }

    /** The array behind this region; its bytes begin at {@link #arrayOffset()}. For bulk kernels of the JVM. */
    public byte[] array() {
        return bytes;
    }

    /** Where this region begins in {@link #array()}. */
    public int arrayOffset() {
        return start;
    }

    @Override
    public int getU8(int offset) {
        return getByte(offset) & 0xFF;
    }

    @Override
    public byte getByte(int offset) {
        checkRange(offset, 1, size);
        return bytes[start + offset];
    }

    @Override
    public int getU16(int offset) {
        checkRange(offset, 2, size);
        int at = start + offset;
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    @Override
    public int getInt(int offset) {
        checkRange(offset, 4, size);
        int at = start + offset;
        return bytes[at] & 0xFF
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFF) << 24;
    }

    @Override
    public float getFloat(int offset) {
        return Float.intBitsToFloat(getInt(offset));
    }

    @Override
    public HeapRegion slice(int offset, int length) {
        checkRange(offset, length, size);
        return new HeapRegion(bytes, start + offset, length);
    }

    @Override
    public void read(int offset, byte[] target, int targetOffset, int length) {
        checkRange(offset, length, size);
        System.arraycopy(bytes, start + offset, target, targetOffset, length);
    }

    @Override
    public void putByte(int offset, int value) {
        checkRange(offset, 1, size);
        bytes[start + offset] = (byte) value;
    }

    @Override
    public void putInt(int offset, int value) {
        checkRange(offset, 4, size);
        int at = start + offset;
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> 8);
        bytes[at + 2] = (byte) (value >>> 16);
        bytes[at + 3] = (byte) (value >>> 24);
    }

    @Override
    public void putFloat(int offset, float value) {
        putInt(offset, Float.floatToRawIntBits(value));
    }
}
