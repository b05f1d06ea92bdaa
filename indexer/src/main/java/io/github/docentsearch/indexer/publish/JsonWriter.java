package io.github.docentsearch.indexer.publish;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Writes JSON (RFC 8259) from left to right. The caller keeps the order of the calls right; {@code assert} watches.
 *
 * <p>The text may stand in an HTML script as well: {@code <} is written as an escape, so nothing in it can end the script.
 */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private boolean needsComma;
    private int depth;

    public JsonWriter startObject() {
        return start('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter startArray() {
        return start('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    public JsonWriter name(String name) {
        string(name);
        out.append(':');
        needsComma = false;
        return this;
    }

    public JsonWriter string(String value) {
        separate();
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == '<' || c == '\u2028' || c == '\u2029' || isLoneSurrogate(value, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
        return this;
    }

    public JsonWriter number(long value) {
        separate();
        out.append(value);
        return this;
    }

    /** At most six significant digits; what is no number becomes {@code null}, as JSON has no word for it. */
    public JsonWriter number(double value) {
        separate();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.append("null");
        } else {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
            out.append(rounded.signum() == 0 ? "0" : rounded.toPlainString());
        }
        return this;
    }

    @Override
    public String toString() {
        assert depth == 0 : "an object or array is still open";
        return out.toString();
    }

    private JsonWriter start(char bracket) {
        separate();
        out.append(bracket);
        needsComma = false;
        depth++;
        return this;
    }

    private JsonWriter end(char bracket) {
        assert depth > 0 : "nothing is open";
        out.append(bracket);
        needsComma = true;
        depth--;
        return this;
    }

    private void separate() {
        if (needsComma) {
            out.append(',');
        }
        needsComma = true;
    }

    private static boolean isLoneSurrogate(String s, int i) {
        char c = s.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == s.length() || !Character.isLowSurrogate(s.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(s.charAt(i - 1)));
    }
}
