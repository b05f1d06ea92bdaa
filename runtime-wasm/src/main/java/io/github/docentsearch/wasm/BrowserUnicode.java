package io.github.docentsearch.wasm;

import io.github.docentsearch.text.UnicodeNormalizer;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

/** Unicode's normal forms by the browser's {@code String.prototype.normalize}; text crosses as UTF-16 in linear memory. */
final class BrowserUnicode implements UnicodeNormalizer {
    private static final int DECOMPOSE = 0;
    private static final int COMPOSE = 1;

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
}
