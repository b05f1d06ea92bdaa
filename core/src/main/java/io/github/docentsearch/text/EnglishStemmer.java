package io.github.docentsearch.text;

/**
 * Light stemming of English: the forms that grammar makes of one word (index, indexes, indexed, indexing) get one key.
 *
 * <p>Only inflections are undone, in the order plural, {@code -ed} and {@code -ing}, doubled consonant, final {@code e} and
 * {@code y}; {@code important} stays apart from {@code import}. The key need not be a word ({@code queri}), and it differs
 * from the word by at most the last {@value #MAX_SUFFIX} characters. Words of other languages and identifiers pass through
 * the same rules: a key only has to be the same for build and query.
 */
public final class EnglishStemmer {
    /** The most characters of a word that its key may leave out or change. */
    public static final int MAX_SUFFIX = 6;

    private static final int MAX_WORD = 24;

    private EnglishStemmer() {}

    /** The key that the forms of {@code word} share; the word itself if it is not of 4 to 24 letters a to z. */
    public static String stem(String word) {
        int length = word.length();
        if (length < 4 || length > MAX_WORD || !isLowerAscii(word)) {
            return word;
        }
        if (word.endsWith("embed")) {
            return word;
        }
        char replacement = 0;
        int end = length;
        if (word.charAt(end - 1) == 's') {
            char before = word.charAt(end - 2);
            if (before == 'e' && word.charAt(end - 3) == 'i' && end > 4) {
                end -= 3;
                replacement = end > 2 ? 'i' : 'y';
            } else if (before != 's' && before != 'u' && (before != 'i' || end < 5)) {
                end--;
            }
        }
        if (replacement == 0) {
            int cut = 0;
            if (endsWith(word, end, "ied") && end > 4) {
                end -= 3;
                replacement = end > 2 ? 'i' : 'y';
            } else if (endsWith(word, end, "ing")) {
                cut = 3;
            } else if (endsWith(word, end, "ed") && word.charAt(end - 3) != 'e') {
                cut = 2;
            }
            int rest = end - cut;
            if (cut > 0 && (rest >= 3 && hasVowel(word, rest) || rest == 2 && isVowel(word.charAt(0)))) {
                if (rest == 2) {
                    return word.substring(0, 2) + 'e';
                }
                end = rest;
            }
        }
        if (replacement == 0) {
            end = withoutDouble(word, end);
            char last = word.charAt(end - 1);
            if (last == 'e' && end > 3) {
                end--;
            } else if (last == 'y' && end > 3 && !isVowel(word.charAt(end - 2))) {
                end--;
                replacement = 'i';
            }
        }
        if (replacement != 0) {
            return word.substring(0, end) + replacement;
        }
        return end == length ? word : word.substring(0, end);
    }

    /** The end of the word without the second of a doubled consonant: dropp(ed), add, controll(ed); but call, pass. */
    private static int withoutDouble(String word, int end) {
        char last = word.charAt(end - 1);
        if (end < 4 || last != word.charAt(end - 2)) {
            return end;
        }
        boolean doubled = switch (last) {
            case 'b', 'd', 'g', 'm', 'n', 'p', 'r', 't' -> true;
            case 'l' -> end > 5;
            default -> false;
        };
        return doubled ? end - 1 : end;
    }

    private static boolean endsWith(String word, int end, String suffix) {
        int start = end - suffix.length();
        return start > 0 && word.startsWith(suffix, start);
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if (isVowel(word.charAt(i)) || i > 0 && word.charAt(i) == 'y') {
                return true;
            }
        }
        return false;
    }

    private static boolean isVowel(char c) {
        return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
    }

    private static boolean isLowerAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }
}
