package io.github.docentsearch.indexer.crawl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page as a browser does: a byte order mark wins, then what the page says of itself, then UTF-8. Text that
 * is not what it claims to be is read as windows-1252, which takes any bytes, and reported.
 */
public final class PageDecoder {
    /** How far into the file a browser looks, with room for long licence comments before the head. */
    private static final int SNIFFED_BYTES = 8192;

    private static final Pattern META_CHARSET = Pattern.compile(
            "<meta[^>]{0,500}?charset\\s{0,20}=\\s{0,20}[\"']?\\s{0,20}([a-zA-Z0-9_:.\\-]{1,40})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern XML_ENCODING =
            Pattern.compile("^\\s{0,20}<\\?xml[^>]{0,200}?encoding\\s{0,20}=\\s{0,20}[\"']([a-zA-Z0-9_:.\\-]{1,40})");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private PageDecoder() {}

    /**
     * A page's text.
     *
     * @param charset what it was decoded with, so that it can be encoded again
     * @param byteOrderMark bytes of the mark at the start that are not part of {@code text}: 0, 2 or 3
     * @param complaint what was wrong with the page's charset, or {@code null} if nothing was
     */
    public record Decoded(
            String text,
            Charset charset,
            int byteOrderMark,
            @Nullable String complaint) {}

    public static Decoded decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, StandardCharsets.UTF_8, null);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE, null);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE, null);
        }
        String name = declaredCharset(bytes);
        if (name == null) {
            return decode(bytes, 0, StandardCharsets.UTF_8, null);
        }
        Charset charset = charsetOf(name);
        if (charset == null) {
            return decode(bytes, 0, StandardCharsets.UTF_8, "names the unknown charset " + name + "; read as UTF-8");
        }
        return decode(bytes, 0, charset, null);
    }

    private static Decoded decode(byte[] bytes, int start, Charset charset, @Nullable String complaint) {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in)
                    .toString();
            return new Decoded(text, charset, start, complaint);
        } catch (CharacterCodingException e) {
            if (start > 0 || charset.equals(WINDOWS_1252)) {
                String text = new String(bytes, start, bytes.length - start, charset);
                return new Decoded(text, charset, start, "is not valid " + charset.name() + " throughout");
            }
            String text = new String(bytes, WINDOWS_1252);
            return new Decoded(
                    text, WINDOWS_1252, 0, "is not valid " + charset.name() + " as it says; read as windows-1252");
        }
    }

    private static @Nullable String declaredCharset(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, SNIFFED_BYTES), StandardCharsets.ISO_8859_1);
        Matcher meta = META_CHARSET.matcher(head);
        if (meta.find()) {
            return meta.group(1);
        }
        Matcher xml = XML_ENCODING.matcher(head);
        return xml.find() ? xml.group(1) : null;
    }

    /** What browsers take the name for, which is not always what it means; {@code null} if nobody knows it. */
    private static @Nullable Charset charsetOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("utf-16") || lower.equals("unicode")) {
            return StandardCharsets.UTF_8; // text in which an ASCII "<meta" can be read is not UTF-16
        }
        if (lower.equals("iso-8859-1") || lower.equals("latin1") || lower.equals("us-ascii") || lower.equals("ascii")) {
            return WINDOWS_1252;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
