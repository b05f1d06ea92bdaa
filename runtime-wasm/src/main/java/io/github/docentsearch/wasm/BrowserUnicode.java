package io.github.docentsearch.wasm;

import io.github.docentsearch.text.Unicode;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

/** Unicode by the browser's own tables; text crosses as UTF-16 in linear memory. */
final class BrowserUnicode implements Unicode {
    private static final int DECOMPOSE = 0;
    private static final int COMPOSE = 1;

    /** Bits of a character; what is above them is its class. */
    private static final int CHARACTER_BITS = 21;

    private final LinearMemoryAllocator allocator;
    private LinearMemoryRegion buffer;

    BrowserUnicode(LinearMemoryAllocator allocator) {
        this.allocator = allocator;
        buffer = allocator.allocate(1024);
    }

    @Override
    public String decompose(String text) {
        return normalize(text, DECOMPOSE);
    }

    @Override
    public String compose(String text) {
        return normalize(text, COMPOSE);
    }

    @Override
    public int toLowerCase(int c) {
        return character(c) & (1 << CHARACTER_BITS) - 1;
    }

    @Override
    public int classOf(int c) {
        return character(c) >> CHARACTER_BITS;
    }

    private String normalize(String text, int form) {
        int length = write(text);
        int needed = normalize(form, buffer.address(), length, buffer.size() / 2);
        if (needed > buffer.size() / 2) {
            reserve(needed);
            write(text);
            needed = normalize(form, buffer.address(), length, buffer.size() / 2);
        }
        char[] chars = new char[needed];
        for (int i = 0; i < needed; i++) {
            chars[i] = (char) buffer.getU16(2 * i);
        }
        return new String(chars);
    }

    private int write(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            buffer.address().add(2 * i).putChar(text.charAt(i));
        }
        return length;
    }

    private void reserve(int chars) {
        if (chars > buffer.size() / 2) {
            buffer = allocator.allocate(4 * chars);
        }
    }

    /**
     * Replaces {@code length} UTF-16 units at {@code text} by their normal form.
     *
     * @param form {@link #DECOMPOSE} for NFD, {@link #COMPOSE} for NFKC
     * @param capacity units that fit at {@code text}
     * @return units of the normal form; more than {@code capacity} if it did not fit and nothing was written
     */
    @Import(module = "docent", name = "normalize")
    private static native int normalize(int form, Address text, int length, int capacity);

    /** The small letter of a character, and above its {@link #CHARACTER_BITS} the character's class. */
    @Import(module = "docent", name = "character")
    private static native int character(int c);
}
