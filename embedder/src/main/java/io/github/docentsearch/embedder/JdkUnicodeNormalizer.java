package io.github.docentsearch.embedder;

import io.github.docentsearch.text.UnicodeNormalizer;
import java.text.Normalizer;

/** Unicode normalisation by the JDK's own tables. */
public final class JdkUnicodeNormalizer implements UnicodeNormalizer {
    @Override
    public String decompose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    @Override
    public String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
