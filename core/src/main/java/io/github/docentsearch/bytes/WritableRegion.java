package io.github.docentsearch.bytes;

/** A {@link ByteRegion} that its owner also writes: scratch space where the kernels of the platform can reach it. */
public abstract class WritableRegion extends ByteRegion {
    public abstract void putByte(int offset, int value);

    public abstract void putInt(int offset, int value);

    public abstract void putFloat(int offset, float value);

    @Override
    public abstract WritableRegion slice(int offset, int length);
}
