package io.github.docentsearch.script;

import io.github.docentsearch.text.UnicodeNormalizer;
import org.teavm.jso.JSBody;

/** Unicode's normal forms by JavaScript's own {@code String.prototype.normalize}. */
final class ScriptUnicode implements UnicodeNormalizer {
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
}
