package io.github.docentsearch.embedder;

import io.github.docentsearch.text.Vocabulary;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses the word pieces that a site's readers need.
 *
 * <p>These are, until there are enough: the special ones; every single letter, digit and sign of Latin script, so that any
 * word can be cut into pieces that are there; then all that the site's text uses, the most frequent first; then, as a reader
 * may use words that the site does not, the most frequent words of the language, which come first in BERT's vocabularies.
 */
final class SiteVocabulary {
    private static final List<String> SPECIAL = List.of("[UNK]", "[CLS]", "[SEP]");

    /** Characters below are Latin letters, digits, punctuation. */
    private static final int END_OF_LATIN = 0x250;

    private SiteVocabulary() {}

    /** At most {@code maxPieces} pieces of the model's vocabulary, or a few more where its signs alone are more. */
    static Vocabulary choose(SentenceModel model, List<Passage> passages, int maxPieces) {
        WordPieceTokenizer tokenizer = model.newTokenizer();
        Vocabulary whole = tokenizer.vocabulary();
        int[] ids = model.idsOf(whole);
        int[] uses = new int[whole.size()];
        for (Passage passage : passages) {
            for (String text : List.of(passage.heading(), passage.text())) {
                int[] pieces = new int[text.length()];
                int count = tokenizer.pieces(text, pieces);
                for (int i = 0; i < count; i++) {
                    uses[pieces[i]]++;
                }
            }
        }
        Set<String> kept = new LinkedHashSet<>(SPECIAL);
        for (int ordinal = 0; ordinal < whole.size(); ordinal++) {
            if (isSingleSign(whole.piece(ordinal))) {
                kept.add(whole.piece(ordinal));
            }
        }
        int[] order = IntStream.range(0, whole.size())
                .boxed()
                .sorted((a, b) -> uses[a] != uses[b] ? uses[b] - uses[a] : ids[a] - ids[b])
                .mapToInt(Integer::intValue)
                .toArray();
        for (int ordinal : order) {
            boolean wanted = uses[ordinal] > 0 || isWord(whole.piece(ordinal));
            if (wanted && kept.size() < maxPieces && !isSpecial(whole.piece(ordinal))) {
                kept.add(whole.piece(ordinal));
            }
        }
        return Vocabulary.of(List.copyOf(kept));
    }

    /** The words among a model's pieces, the most frequent first, as BERT's vocabularies are ordered. */
    static List<String> commonWords(SentenceModel model) {
        return model.pieces().stream().filter(SiteVocabulary::isWord).toList();
    }

    /** Whether a piece is a word of Latin letters, not the continuation of one. */
    private static boolean isWord(String piece) {
        return piece.length() > 1 && piece.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private static boolean isSingleSign(String piece) {
        String sign = piece.startsWith("##") && piece.length() > 2 ? piece.substring(2) : piece;
        return sign.length() == 1 && sign.charAt(0) < END_OF_LATIN;
    }

    /** {@code [MASK]}, {@code [unused7]}: no text is ever cut into these. */
    private static boolean isSpecial(String piece) {
        return piece.length() > 1 && piece.startsWith("[");
    }
}
