package io.github.docentsearch.indexer.crawl;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of the two places where names of others end up in our URLs (RFC 3986). */
public final class UrlEncoding {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    /** Without the colon, since {@code a:b.html} as a relative URL would name a scheme. */
    private static final boolean[] PLAIN_IN_PATH = table(UNRESERVED + "/!$&'()*+,;=@");

    private static final boolean[] PLAIN_IN_FRAGMENT = table(UNRESERVED + "/?:@!$&'()*+,;=");
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UrlEncoding() {}

    /** A relative path, its names apart by {@code /}, as a relative URL. */
    public static String encodePath(String path) {
        return encode(path.getBytes(StandardCharsets.UTF_8), PLAIN_IN_PATH);
    }

    /** An element's id as what follows the {@code #} of a URL. */
    public static String encodeFragment(String id) {
        return encode(id.getBytes(StandardCharsets.UTF_8), PLAIN_IN_FRAGMENT);
    }

    static String encodePath(byte[] path) {
        return encode(path, PLAIN_IN_PATH);
    }

    /** The bytes that a percent-encoded text stands for; a {@code %} that encodes nothing stands for itself. */
    public static byte[] decode(String encoded) {
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int size = 0;
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                out[size++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[size++] = in[i];
            }
        }
        byte[] decoded = new byte[size];
        System.arraycopy(out, 0, decoded, 0, size);
        return decoded;
    }

    private static String encode(byte[] bytes, boolean[] plain) {
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (b >= 0 && plain[b]) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
            }
        }
        return out.toString();
    }

    private static boolean[] table(String plain) {
        boolean[] table = new boolean[128];
        for (int i = 0; i < plain.length(); i++) {
            table[plain.charAt(i)] = true;
        }
        return table;
    }
}
