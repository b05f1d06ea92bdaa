package io.github.docentsearch.wasm;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

/** A range of the WebAssembly memory that the engine shares with its kernels and with JavaScript. */
final class LinearMemoryRegion extends WritableRegion {
    private final int start;
    private final int size;

    LinearMemoryRegion(int start, int size) {
        this.start = start;
        this.size = size;
    }

    /** Where this region begins in linear memory. */
    Address address() {
        return Address.fromInt(start);
    }

    /** Where a region begins in linear memory: what a kernel is given. */
    static Address address(ByteRegion region) {
        return ((LinearMemoryRegion) region).address();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int getU8(int offset) {
        return getByte(offset) & 0xFF;
    }

    @Override
    public byte getByte(int offset) {
        return at(offset, 1).getByte();
    }

    @Override
    public int getU16(int offset) {
        return at(offset, 2).getChar();
    }

    @Override
    public int getInt(int offset) {
        return at(offset, 4).getInt();
    }

    @Override
    public float getFloat(int offset) {
        return at(offset, 4).getFloat();
    }

    @Override
    public LinearMemoryRegion slice(int offset, int length) {
        checkRange(offset, length, size);
        return new LinearMemoryRegion(start + offset, length);
    }

    @Override
    public void read(int offset, byte[] target, int targetOffset, int length) {
        checkRange(offset, length, size);
        for (int i = 0; i < length; i++) {
            target[targetOffset + i] = Address.fromInt(start + offset + i).getByte();
        }
    }

    @Override
    public void readFloats(int offset, float[] target, int count) {
        checkRange(offset, 4 * count, size);
        int at = start + offset;
        for (int i = 0; i < count; i++) {
            target[i] = Address.fromInt(at).getFloat();
            at += 4;
        }
    }

    @Override
    public int sumOfStripes(int offset, int count) {
        checkRange(offset, count << 4, size);
        return sumOfStripes(Address.fromInt(start + offset), count);
    }

    @Import(module = "kernels", name = "sumOfStripes")
    private static native int sumOfStripes(Address at, int count);

    @Override
    public void putBytes(int offset, byte[] source, int count) {
        checkRange(offset, count, size);
        int at = start + offset;
        for (int i = 0; i < count; i++) {
            Address.fromInt(at + i).putByte(source[i]);
        }
    }

    @Override
    public void putInts(int offset, int[] source, int count) {
        checkRange(offset, 4 * count, size);
        int at = start + offset;
        for (int i = 0; i < count; i++) {
            Address.fromInt(at).putInt(source[i]);
            at += 4;
        }
    }

    @Override
    public void putByte(int offset, int value) {
        at(offset, 1).putByte((byte) value);
    }

    @Override
    public void putInt(int offset, int value) {
        at(offset, 4).putInt(value);
    }

    @Override
    public void putFloat(int offset, float value) {
        at(offset, 4).putFloat(value);
    }

    /** WebAssembly is little-endian and allows any alignment, so a value is one load or store. */
    private Address at(int offset, int length) {
        checkRange(offset, length, size);
        return Address.fromInt(start + offset);
    }
}
