package io.github.docentsearch.text;

/**
 * Unicode normalisation forms (UAX #15); a seam between the platforms, as the tables are large and both sides have them.
 *
 * <p>The JVM answers with {@code java.text.Normalizer}, the browser with {@code String.prototype.normalize}. Callers keep
 * a fast path for ASCII, which every form leaves as it is.
 */
public interface UnicodeNormalizer {
    /** Canonical decomposition (NFD). */
    String decompose(String text);

    /** Compatibility decomposition, then canonical composition (NFKC). */
    String compose(String text);
}
