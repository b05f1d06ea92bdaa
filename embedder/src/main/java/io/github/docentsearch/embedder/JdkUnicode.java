package io.github.docentsearch.embedder;

import io.github.docentsearch.text.Unicode;
import java.text.Normalizer;

/** Unicode by the JDK's own tables. */
public final class JdkUnicode implements Unicode {
    @Override
    public String decompose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    @Override
    public String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    @Override
    public int toLowerCase(int c) {
        return Character.toLowerCase(c);
    }

    @Override
    public int classOf(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE -> INVISIBLE;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> PUNCTUATION;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> SPACE;
            default -> c == 0xFFFD ? INVISIBLE : OTHER;
        };
    }
}
