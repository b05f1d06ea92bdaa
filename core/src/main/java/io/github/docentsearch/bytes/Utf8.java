package io.github.docentsearch.bytes;

/**
 * UTF-8 without the platform's charsets, which would be a large part of the browser's binary.
 *
 * <p>Lone surrogates and malformed bytes become U+FFFD.
 */
public final class Utf8 {
    private static final char REPLACEMENT = 0xFFFD;

    private Utf8() {}

    /** The UTF-8 bytes of {@code text}. */
    public static byte[] encode(String text) {
        int length = text.length();
        byte[] target = new byte[length * 3];
        int at = 0;
        for (int i = 0; i < length; i++) {
            int c = text.charAt(i);
            if (c >= 0xD800 && c <= 0xDFFF) {
                int low = i + 1 < length ? text.charAt(i + 1) : 0;
                if (c <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF) {
                    c = 0x10000 + ((c & 0x3FF) << 10) + (low & 0x3FF);
                    i++;
                } else {
                    c = REPLACEMENT;
                }
            }
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else if (c < 0x800) {
                target[at++] = (byte) (0xC0 | c >> 6);
                target[at++] = (byte) (0x80 | c & 0x3F);
            } else if (c < 0x10000) {
                target[at++] = (byte) (0xE0 | c >> 12);
                target[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | c & 0x3F);
            } else {
                target[at++] = (byte) (0xF0 | c >> 18);
                target[at++] = (byte) (0x80 | c >> 12 & 0x3F);
                target[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | c & 0x3F);
            }
        }
        byte[] exact = new byte[at];
        System.arraycopy(target, 0, exact, 0, at);
        return exact;
    }

    /** The text of {@code length} UTF-8 bytes from {@code offset}. */
    public static String decode(ByteRegion region, int offset, int length) {
        return decode(region.toArray(offset, length), 0, length);
    }

    /** The text of {@code length} UTF-8 bytes from {@code offset}. */
    public static String decode(byte[] bytes, int offset, int length) {
        char[] target = new char[length];
        int end = offset + length;
        int at = 0;
        int i = offset;
        while (i < end) {
            int lead = bytes[i++] & 0xFF;
            if (lead < 0x80) {
                target[at++] = (char) lead;
                continue;
            }
            int more = lead >= 0xF0 && lead < 0xF5
                    ? 3
                    : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xC2 && lead < 0xE0 ? 1 : 0;
            int code = more == 3 ? lead & 7 : more == 2 ? lead & 15 : lead & 31;
            boolean valid = more > 0;
            for (int k = 0; valid && k < more; k++) {
                int next = i < end ? bytes[i] : 0;
                if ((next & 0xC0) == 0x80) {
                    code = code << 6 | next & 0x3F;
                    i++;
                } else {
                    valid = false;
                }
            }
            if (!valid
                    || more == 2 && (code < 0x800 || code >= 0xD800 && code <= 0xDFFF)
                    || more == 3 && (code < 0x10000 || code > 0x10FFFF)) {
                target[at++] = REPLACEMENT;
            } else if (code < 0x10000) {
                target[at++] = (char) code;
            } else {
                target[at++] = (char) (0xD7C0 + (code >> 10));
                target[at++] = (char) (0xDC00 + (code & 0x3FF));
            }
        }
        return new String(target, 0, at);
    }
}
