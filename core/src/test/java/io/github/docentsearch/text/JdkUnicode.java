package io.github.docentsearch.text;

import java.text.Normalizer;

/** The JDK's Unicode forms, for tests of {@code core}. */
public final class JdkUnicode implements UnicodeNormalizer {
    @Override
    public String decompose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    @Override
    public String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
