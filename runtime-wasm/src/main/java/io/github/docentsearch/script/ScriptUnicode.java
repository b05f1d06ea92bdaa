package io.github.docentsearch.script;

import io.github.docentsearch.text.Unicode;
import org.teavm.jso.JSBody;

/** Unicode by JavaScript's own tables. */
final class ScriptUnicode implements Unicode {
    private static final String SPACES = "\\s";
    private static final String PUNCTUATIONS = "\\p{P}";
    private static final String INVISIBLES = "[\\p{Mn}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\uFFFD]";

    @Override
    public String decompose(String text) {
        return normalize(text, "NFD");
    }

    @Override
    public String compose(String text) {
        return normalize(text, "NFKC");
    }

    @JSBody(
            params = {"text", "form"},
            script = "return text.normalize(form);")
    private static native String normalize(String text, String form);

    @Override
    public int toLowerCase(int c) {
        return smallLetter(c);
    }

    @Override
    public int classOf(int c) {
        return is(INVISIBLES, c) ? INVISIBLE : is(PUNCTUATIONS, c) ? PUNCTUATION : is(SPACES, c) ? SPACE : OTHER;
    }

    @JSBody(
            params = {"pattern", "c"},
            script = "return new RegExp(pattern, 'u').test(String.fromCodePoint(c));")
    private static native boolean is(String pattern, int c);

    @JSBody(
            params = {"c"},
            script = "return String.fromCodePoint(c).toLowerCase().codePointAt(0);")
    private static native int smallLetter(int c);
}
