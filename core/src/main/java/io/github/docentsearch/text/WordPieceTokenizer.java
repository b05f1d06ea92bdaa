package io.github.docentsearch.text;

import io.github.docentsearch.bytes.MalformedIndexException;

/**
 * Cuts text into the word pieces of an uncased BERT model.
 *
 * <p>Follows the reference step by step: drop control characters; set each CJK ideograph apart; decompose (NFD) and drop
 * non-spacing marks; lower-case; split at white space; set each punctuation mark apart; then cut every word greedily
 * into the longest pieces of the vocabulary, the first of them one that begins a word, the others ones that continue
 * one. A word with no such cut, or of more than {@value #MAX_WORD_LENGTH} characters, is the unknown piece.
 *
 * <p>One difference is meant: {@code [CLS]} and its like in the text are brackets and letters here, not special pieces,
 * so that a page cannot speak to the model behind the reader's back.
 *
 * <p>Not safe for use by several threads at once: it holds the word that is being read.
 */
public final class WordPieceTokenizer {
    /** Characters of a word beyond which it is unknown as a whole; the reference has the same limit. */
    private static final int MAX_WORD_LENGTH = 100;

    private final Vocabulary vocabulary;
    private final Unicode unicode;
    private final int unknown;
    private final int classification;
    private final int separator;

    /** The word that is being read, lower-cased, in UTF-8; scratch, overwritten by each word. */
    private final byte[] word = new byte[MAX_WORD_LENGTH * 4];

    private int wordBytes;

    /** Characters of the word, which may be more than {@link #word} holds. */
    private int wordLength;

    /** Where the pieces go, and how many there are; the array is the caller's. */
    private int[] pieces = new int[0];

    private int pieceCount;

    /** @throws MalformedIndexException if the vocabulary lacks {@code [UNK]}, {@code [CLS]} or {@code [SEP]} */
    public WordPieceTokenizer(Vocabulary vocabulary, Unicode unicode) {
        this.vocabulary = vocabulary;
        this.unicode = unicode;
        unknown = require("[UNK]");
        classification = require("[CLS]");
        separator = require("[SEP]");
    }

    private int require(String piece) {
        int ordinal = vocabulary.find(piece);
        if (ordinal < 0) {
            throw new MalformedIndexException("The vocabulary has no " + piece, 0);
        }
        return ordinal;
    }

    /** The pieces that this tokenizer answers with. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Ordinal of the unknown piece. */
    public int unknown() {
        return unknown;
    }

    /**
     * The text's pieces between {@code [CLS]} and {@code [SEP]}, as a transformer reads them.
     *
     * @param target takes the ordinals; at least 2 long. Pieces that do not fit are left out, {@code [SEP]} never is
     * @return how many ordinals were written, 2 for a text that has no pieces
     */
    public int encode(String text, int[] target) {
        int count = cut(text, target, 1, target.length - 1);
        target[0] = classification;
        target[count] = separator;
        return count + 1;
    }

    /**
     * The text's pieces alone.
     *
     * @param target takes the ordinals; pieces that do not fit are left out
     * @return how many ordinals were written
     */
    public int pieces(String text, int[] target) {
        return cut(text, target, 0, target.length);
    }

    /** Number of pieces of the text, without {@code [CLS]} and {@code [SEP]}. */
    public int count(String text) {
        return cut(text, new int[0], 0, Integer.MAX_VALUE);
    }

    /** Writes pieces from {@code from} on, stops before {@code limit}; returns where it stopped. */
    private int cut(String text, int[] target, int from, int limit) {
        pieces = target;
        pieceCount = from;
        wordBytes = 0;
        wordLength = 0;
        String decomposed = isAscii(text) ? text : unicode.decompose(text);
        int length = decomposed.length();
        int at = 0;
        while (at < length && pieceCount < limit) {
            int c = decomposed.charAt(at);
            if (c < 0x80) {
                readAscii(c, limit);
                at++;
            } else {
                c = decomposed.codePointAt(at);
                readOther(c, limit);
                at += c < 0x10000 ? 1 : 2;
            }
        }
        endWord(limit);
        return pieceCount;
    }

    private void readAscii(int c, int limit) {
        if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
            append(c);
        } else if (c >= 'A' && c <= 'Z') {
            append(c + 'a' - 'A');
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            endWord(limit);
        } else if (c > ' ' && c < 0x7F) {
            endWord(limit);
            append(c);
            endWord(limit);
        }
    }

    private void readOther(int c, int limit) {
        int kind = unicode.classOf(c);
        if (kind == Unicode.PUNCTUATION || kind == Unicode.OTHER && isIdeograph(c)) {
            endWord(limit);
            append(c);
            endWord(limit);
        } else if (kind == Unicode.OTHER) {
            append(unicode.toLowerCase(c));
        } else if (kind == Unicode.SPACE) {
            endWord(limit);
        }
        // Else it is dropped: the letters on either side belong to one word.
    }

    private void append(int c) {
        wordLength++;
        if (wordLength > MAX_WORD_LENGTH) {
            return;
        }
        if (c < 0x80) {
            word[wordBytes++] = (byte) c;
        } else if (c < 0x800) {
            word[wordBytes++] = (byte) (0xC0 | c >> 6);
            word[wordBytes++] = (byte) (0x80 | c & 0x3F);
        } else if (c < 0x10000) {
            word[wordBytes++] = (byte) (0xE0 | c >> 12);
            word[wordBytes++] = (byte) (0x80 | c >> 6 & 0x3F);
            word[wordBytes++] = (byte) (0x80 | c & 0x3F);
        } else {
            word[wordBytes++] = (byte) (0xF0 | c >> 18);
            word[wordBytes++] = (byte) (0x80 | c >> 12 & 0x3F);
            word[wordBytes++] = (byte) (0x80 | c >> 6 & 0x3F);
            word[wordBytes++] = (byte) (0x80 | c & 0x3F);
        }
    }

    /** Cuts the word that was read into pieces, and begins a new one. */
    private void endWord(int limit) {
        if (wordLength == 0) {
            return;
        }
        int before = pieceCount;
        boolean known = wordLength <= MAX_WORD_LENGTH;
        int at = 0;
        while (known && at < wordBytes) {
            int ordinal = vocabulary.longestPrefix(word, at, wordBytes, at > 0);
            known = ordinal >= 0;
            if (known) {
                put(ordinal, limit);
                at += vocabulary.sizeInBytes(ordinal);
            }
        }
        if (!known) {
            pieceCount = before;
            put(unknown, limit);
        }
        wordBytes = 0;
        wordLength = 0;
    }

    private void put(int ordinal, int limit) {
        if (pieceCount < limit) {
            if (pieceCount < pieces.length) {
                pieces[pieceCount] = ordinal;
            }
            pieceCount++;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The blocks of CJK ideographs that BERT sets apart; kana and Hangul are not among them. */
    private static boolean isIdeograph(int c) {
        return c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x3400 && c <= 0x4DBF
                || c >= 0x20000 && c <= 0x2A6DF
                || c >= 0x2A700 && c <= 0x2B73F
                || c >= 0x2B740 && c <= 0x2B81F
                || c >= 0x2B920 && c <= 0x2CEAF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }
}
