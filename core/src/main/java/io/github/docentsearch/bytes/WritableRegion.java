package io.github.docentsearch.bytes;

/** A {@link ByteRegion} that its owner also writes: scratch space where the kernels of the platform can reach it. */
public abstract class WritableRegion extends ByteRegion {
    public abstract void putByte(int offset, int value);

    public abstract void putInt(int offset, int value);

    public abstract void putFloat(int offset, float value);

    /** Copies the first {@code count} bytes of {@code source} to {@code offset}. */
    public void putBytes(int offset, byte[] source, int count) {
        for (int i = 0; i < count; i++) {
            putByte(offset + i, source[i]);
        }
    }

    /** Copies the first {@code count} integers of {@code source} to {@code offset}. */
    public void putInts(int offset, int[] source, int count) {
        for (int i = 0; i < count; i++) {
            putInt(offset + 4 * i, source[i]);
        }
    }

    @Override
    public abstract WritableRegion slice(int offset, int length);
}
