package io.github.docentsearch.indexer.crawl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page as a browser does: a byte order mark wins, then what the page says of itself, then UTF-8. Bytes that are
 * none of the charset's characters are replaced, and the page is reported; one that names no charset and is not UTF-8 is
 * read as windows-1252, which takes any bytes.
 */
public final class PageDecoder {
    /** How far into the file a browser looks, with room for long licence comments before the head. */
    private static final int SNIFFED_BYTES = 8192;

    /** A comment, which may lack its end, or the name of a tag. */
    private static final Pattern COMMENT_OR_TAG = Pattern.compile("(?s)<!--.*?(?:-->|\\z)|</?([a-zA-Z][^\\s/>]*+)");

    private static final Pattern ATTRIBUTE =
            Pattern.compile("[\\s/]*+([^\\s/>][^\\s/>=]*+)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s>]*+)))?");

    /** The whole of an attribute {@code charset}. */
    private static final Pattern CHARSET = Pattern.compile("\\s*+([a-zA-Z0-9_:.\\-]{1,40})\\s*+");

    /** In an attribute {@code content}. */
    private static final Pattern CHARSET_OF_TYPE =
            Pattern.compile("(?i)charset\\s*+=\\s*+[\"']?\\s*+([a-zA-Z0-9_:.\\-]{1,40})");

    private static final Pattern XML_ENCODING =
            Pattern.compile("^\\s{0,20}<\\?xml[^>]{0,200}?encoding\\s{0,20}=\\s{0,20}[\"']([a-zA-Z0-9_:.\\-]{1,40})");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /**
     * What browsers read in place of a charset: the wider one that the pages are really written in. By Java's names; from the
     * table of labels in the WHATWG Encoding Standard.
     */
    private static final Map<String, String> WIDER = Map.ofEntries(
            Map.entry("US-ASCII", "windows-1252"),
            Map.entry("ISO-8859-1", "windows-1252"),
            Map.entry("ISO-8859-9", "windows-1254"),
            Map.entry("TIS-620", "x-windows-874"),
            Map.entry("x-iso-8859-11", "x-windows-874"),
            Map.entry("Shift_JIS", "windows-31j"),
            Map.entry("EUC-JP", "x-eucJP-Open"),
            Map.entry("EUC-KR", "x-windows-949"),
            Map.entry("GB2312", "GB18030"),
            Map.entry("GBK", "GB18030"),
            Map.entry("Big5", "Big5-HKSCS"),
            // text in which an ASCII "<meta" can be read is none of these
            Map.entry("UTF-16", "UTF-8"),
            Map.entry("UTF-16BE", "UTF-8"),
            Map.entry("UTF-16LE", "UTF-8"));

    /** Labels of that table which Java does not know, by what it calls them. */
    private static final Map<String, String> OTHER_LABELS = Map.ofEntries(
            Map.entry("unicode", "UTF-8"),
            Map.entry("x-cp1250", "windows-1250"),
            Map.entry("x-cp1251", "windows-1251"),
            Map.entry("x-cp1252", "windows-1252"),
            Map.entry("x-cp1254", "windows-1254"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("macintosh", "x-MacRoman"),
            Map.entry("chinese", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("cn-big5", "Big5-HKSCS"),
            Map.entry("korean", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("ks_c_5601-1989", "x-windows-949"));

    private PageDecoder() {}

    /**
     * A page's text.
     *
     * @param charset what it was decoded with, so that it can be encoded again
     * @param complaint what was wrong with the page's charset, or {@code null} if nothing was
     */
    public record Decoded(
            String text, Charset charset, @Nullable String complaint) {}

    public static Decoded decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        }
        String name = declaredCharset(bytes);
        Charset declared = name == null ? null : charsetOf(name);
        if (declared != null) {
            return decode(bytes, 0, declared);
        }
        String complaint = name == null ? null : "names the unknown charset " + name + "; read as UTF-8";
        try {
            return new Decoded(strictly(bytes, 0, StandardCharsets.UTF_8), StandardCharsets.UTF_8, complaint);
        } catch (CharacterCodingException e) {
            return new Decoded(
                    new String(bytes, WINDOWS_1252),
                    WINDOWS_1252,
                    "names no charset that is known and is not UTF-8; read as windows-1252");
        }
    }

    private static Decoded decode(byte[] bytes, int start, Charset charset) {
        try {
            return new Decoded(strictly(bytes, start, charset), charset, null);
        } catch (CharacterCodingException e) {
            String text = new String(bytes, start, bytes.length - start, charset);
            return new Decoded(text, charset, "is not valid " + charset.name() + " throughout");
        }
    }

    private static String strictly(byte[] bytes, int start, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                .toString();
    }

    private static @Nullable String declaredCharset(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, SNIFFED_BYTES), StandardCharsets.ISO_8859_1);
        String charset = metaCharset(head);
        if (charset != null) {
            return charset;
        }
        Matcher xml = XML_ENCODING.matcher(head);
        return xml.find() ? xml.group(1) : null;
    }

    /** As in the "prescan" of the HTML Standard: what stands in comments, or in attributes of other tags, says nothing. */
    private static @Nullable String metaCharset(String head) {
        Matcher tag = COMMENT_OR_TAG.matcher(head);
        for (int at = 0; at < head.length() && tag.find(at); ) {
            at = tag.end();
            if (tag.group(1) == null) {
                continue;
            }
            Map<String, String> attributes = new HashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(head);
            while (attribute.region(at, head.length()).lookingAt()) {
                String value = firstOf(attribute.group(2), attribute.group(3), attribute.group(4));
                attributes.putIfAbsent(attribute.group(1).toLowerCase(Locale.ROOT), value);
                at = attribute.end();
            }
            String charset = tag.group().equalsIgnoreCase("<meta") ? charsetOfMeta(attributes) : null;
            if (charset != null) {
                return charset;
            }
        }
        return null;
    }

    private static @Nullable String charsetOfMeta(Map<String, String> attributes) {
        Matcher charset = CHARSET.matcher(attributes.getOrDefault("charset", ""));
        if (charset.matches()) {
            return charset.group(1);
        }
        if (!attributes.getOrDefault("http-equiv", "").equalsIgnoreCase("content-type")) {
            return null;
        }
        Matcher ofType = CHARSET_OF_TYPE.matcher(attributes.getOrDefault("content", ""));
        return ofType.find() ? ofType.group(1) : null;
    }

    private static String firstOf(@Nullable String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** What browsers take the name for, which is not always what it means; {@code null} if nobody knows it. */
    private static @Nullable Charset charsetOf(String name) {
        try {
            String known = OTHER_LABELS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
            Charset charset = Charset.forName(known);
            return Charset.forName(WIDER.getOrDefault(charset.name(), charset.name()));
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
