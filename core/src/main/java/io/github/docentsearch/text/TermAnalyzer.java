package io.github.docentsearch.text;

/**
 * Cuts a text into the terms of the keyword index. Build and query use this one analyser, so what is written one way on a
 * page and in the same way in a query always meets.
 *
 * <ul>
 *   <li>Words are lower-cased, brought to the Unicode form NFKC, and lose what many leave out: accents of Latin and Greek
 *       letters, the dots of {@code ё}, Arabic vowels and hamza; {@code ß} is {@code ss}.
 *   <li>What an apostrophe elides is parted from the word: {@code l'index} is {@code index}, {@code dell'utente} is {@code dell},
 *       {@code utente}; beside them stands the whole. {@code don't} stays one word.
 *   <li>Identifiers are given whole and in parts: {@code SQLITE_CONFIG_URI} is {@code sqliteconfiguri}, {@code sqlite},
 *       {@code config}, {@code uri}. The whole leaves the separators out, so that {@code force-with-lease},
 *       {@code forceWithLease} and {@code FORCE_WITH_LEASE} meet; a full stop between digits stays ({@code 3.12}).
 *   <li>Signs that belong to a name are given with it ({@code c++}, {@code @mojo}, {@code --force}), beside the bare name;
 *       operators ({@code ||>}) are terms of their own.
 *   <li>Scripts without spaces are given by pairs of neighbouring characters.
 *   <li>Words over {@link #MAX_TERM_LENGTH} characters, and long words that change between upper case, lower case and
 *       digits all the time, as encoded data does, give nothing.
 * </ul>
 *
 * <p>Stemming is not done here: the index keeps exact words, grouped by their stem ({@link EnglishStemmer}). Not for use by
 * several threads at once.
 */
public final class TermAnalyzer {
    /** The longest term, in characters. */
    public static final int MAX_TERM_LENGTH = 64;

    private static final int MAX_OPERATOR_LENGTH = 4;
    private static final int MAX_SEGMENTS = 12;
    private static final int NOISE_LENGTH = 20;
    private static final int BLOB_LENGTH = 40;

    private static final char SHARP_S = 0xDF;
    private static final char CYRILLIC_IE = 0x435;
    /** What only makes a word longer to the eye. */
    private static final char TATWEEL = 0x640;
    /** Vowels, doubling, and what is above and below the letters that carry a hamza. */
    private static final char ARABIC_MARKS = 0x64B;

    private static final char ARABIC_MARKS_END = 0x65F;

    private final Unicode unicode;
    private final StringBuilder whole = new StringBuilder();
    private final StringBuilder segment = new StringBuilder();
    private final StringBuilder word = new StringBuilder();

    private String text = "";
    private TermList terms = new TermList();
    private int position;

    public TermAnalyzer(Unicode unicode) {
        this.unicode = unicode;
    }

    /** Replaces the content of {@code terms} by the terms of {@code text}. */
    public void analyze(String text, TermList terms) {
        this.text = text;
        this.terms = terms;
        terms.clear();
        position = 0;
        int length = text.length();
        int at = 0;
        while (at < length) {
            switch (classAt(at)) {
                case Characters.WORD -> at = compound(at, at);
                case Characters.IDEOGRAPH -> at = ideographs(at);
                case Characters.SIGN -> at = signs(at);
                default -> at++;
            }
        }
    }

    /**
     * The key under which a title, a heading or a name is found as a whole: its words without what stands between them, the
     * same for {@code git-add}, {@code Git Add} and {@code git_add}.
     *
     * @return the empty string if there are no words, or more than {@link #MAX_TERM_LENGTH} characters of them
     */
    public String key(String text) {
        analyze(text, terms);
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < terms.size(); i++) {
            int kind = terms.kind(i);
            String term = terms.term(i);
            if (kind == TermList.WORD || kind == TermList.PIECE) {
                // Pairs of ideographs overlap: each gives its first character, the last of a run both.
                boolean overlaps =
                        i + 1 < terms.size() && terms.start(i + 1) < terms.end(i) && terms.kind(i + 1) == TermList.WORD;
                key.append(overlaps ? term.substring(0, terms.start(i + 1) - terms.start(i)) : term);
            } else if (kind == TermList.SYMBOL && !isNamed(term)) {
                key.append(term);
            } else if (kind == TermList.SYMBOL && isSigned(term)) {
                key.append(term.substring(term.length() - signsAfter(term)));
            }
            if (key.length() > MAX_TERM_LENGTH) {
                return "";
            }
        }
        return key.toString();
    }

    private static boolean isNamed(String symbol) {
        for (int i = 0; i < symbol.length(); i++) {
            int kind = Characters.classOf(symbol.charAt(i));
            if (kind == Characters.WORD || kind == Characters.IDEOGRAPH) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSigned(String symbol) {
        return signsAfter(symbol) > 0;
    }

    private static int signsAfter(String symbol) {
        int at = symbol.length();
        while (at > 0 && Characters.classOf(symbol.charAt(at - 1)) == Characters.SIGN) {
            at--;
        }
        return symbol.length() - at;
    }

    /** A run of signs: the beginning of a signed name, an operator, or punctuation. */
    private int signs(int start) {
        int end = start;
        int length = text.length();
        while (end < length && classAt(end) == Characters.SIGN) {
            end++;
        }
        boolean before = start > 0 && classAt(start - 1) != Characters.SEPARATOR;
        boolean after = end < length && classAt(end) == Characters.WORD;
        if (after && !before) {
            int sign = leadingSign(start, end);
            if (sign < end) {
                return compound(sign, end);
            }
        }
        if (!after && !before && isOperator(start, end)) {
            terms.add(text.substring(start, end), TermList.SYMBOL, start, end, position++);
        }
        return end;
    }

    /** Where the signs of a name begin, of those from {@code start} to {@code end}; {@code end} if none belongs to it. */
    private int leadingSign(int start, int end) {
        char last = text.charAt(end - 1);
        if (last == '-') {
            return end - start <= 2 && (end - start == 1 || text.charAt(start) == '-') ? start : end;
        }
        return last == '@' || last == '#' || last == '$' || last == '%' || last == '.' ? end - 1 : end;
    }

    private boolean isOperator(int start, int end) {
        int length = end - start;
        if (length == 1) {
            return "!%&*+<=>@^|~$#?".indexOf(text.charAt(start)) >= 0;
        }
        if (length > MAX_OPERATOR_LENGTH) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '.' && c != '-' && c != '_' && c < 0x80) {
                return true;
            }
        }
        return false;
    }

    /** Neighbouring characters in pairs; one that stands alone, alone. Returns the end of the run. */
    private int ideographs(int start) {
        int end = start;
        int length = text.length();
        while (end < length && classAt(end) == Characters.IDEOGRAPH) {
            end++;
        }
        int first = start;
        int second = next(first, end);
        do {
            int third = second < end ? next(second, end) : second;
            terms.add(fold(text.substring(first, third)), TermList.WORD, first, third, position++);
            first = second;
            second = third;
        } while (second < end);
        return end;
    }

    private int next(int at, int end) {
        return at + 1 < end && Character.isHighSurrogate(text.charAt(at)) ? at + 2 : at + 1;
    }

    /**
     * Words joined by separators without space between them. Segments are what full stops, colons, slashes and arrows
     * part ({@code MyClass}, {@code doSomething}); words what hyphens, underscores and capitals part inside them.
     *
     * @param sign where the signs before the first word begin; {@code start} if there are none
     * @return the end of what was read
     */
    private int compound(int sign, int start) {
        int blob = blobEnd(start);
        if (blob - start >= BLOB_LENGTH && isNoise(start, blob)) {
            return blob;
        }
        int firstTerm = terms.size();
        int firstPosition = position;
        int segments = 0;
        int previousSegment = 0;
        int lastSegment = 0;
        int at = start;
        int end = start;
        whole.setLength(0);
        while (true) {
            int segmentAt = whole.length();
            end = segment(at);
            if (end < 0) {
                // A segment that is noise: the rest of the compound most likely is noise as well.
                end = -end;
                segments = MAX_SEGMENTS;
            } else {
                if (segmentAt > 0
                        && segment.length() > 0
                        && Characters.isDigit(whole.charAt(segmentAt - 1))
                        && Characters.isDigit(segment.charAt(0))) {
                    whole.append('.');
                }
                previousSegment = lastSegment;
                lastSegment = whole.length();
                whole.append(segment);
                segments++;
            }
            int joint = joint(end);
            if (joint == end) {
                break;
            }
            at = joint;
        }
        int length = whole.length();
        boolean kept = segments < MAX_SEGMENTS && terms.size() > firstTerm;
        if (kept && segments > 1 && length <= MAX_TERM_LENGTH) {
            terms.add(whole.toString(), TermList.WHOLE, start, end, firstPosition);
        }
        if (kept && segments > 2 && length - previousSegment <= MAX_TERM_LENGTH) {
            terms.add(whole.substring(previousSegment), TermList.WHOLE, start, end, firstPosition);
        }
        int signEnd = trailingSign(end);
        if (kept && length > 0 && (sign < start || signEnd > end) && length + 4 <= MAX_TERM_LENGTH) {
            String symbol = text.substring(sign, start) + whole + text.substring(end, signEnd);
            terms.add(symbol, TermList.SYMBOL, sign, signEnd, firstPosition);
        }
        return Math.max(end, signEnd);
    }

    /** The end of the letters, digits and signs of base64 from {@code start}. */
    private int blobEnd(int start) {
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c >= 0x80 || Characters.classOf(c) != Characters.WORD && c != '+' && c != '/' && c != '=') {
                break;
            }
            end++;
        }
        return end;
    }

    /** The end of the signs after a name that belong to it: {@code C++}, {@code C#}. */
    private int trailingSign(int end) {
        int length = text.length();
        int after = end;
        if (after + 1 < length && text.charAt(after) == '+' && text.charAt(after + 1) == '+') {
            after += 2;
        } else if (after < length && text.charAt(after) == '#') {
            after++;
        }
        return after < length && classAt(after) == Characters.WORD ? end : after;
    }

    /** The beginning of the compound's next segment if one follows, else {@code end}. */
    private int joint(int end) {
        int length = text.length();
        int after = end;
        while (after < length && after - end < 3 && classAt(after) == Characters.SIGN) {
            after++;
        }
        int signs = after - end;
        if (signs == 0 || signs > 2 || after == length || classAt(after) != Characters.WORD || !isJoint(end, signs)) {
            return end;
        }
        return after;
    }

    private boolean isJoint(int at, int signs) {
        char first = text.charAt(at);
        if (signs == 1) {
            return first == '.'
                    || first == ':'
                    || first == '/'
                    || first == '#'
                    || first == '@'
                    || first == '\\'
                    || first == '&';
        }
        char second = text.charAt(at + 1);
        return first == ':' && second == ':' || first == '-' && second == '>';
    }

    /**
     * Words joined by hyphens, underscores and capitals. Leaves them joined in {@link #segment}.
     *
     * @return the end of the segment; negative if it is noise
     */
    private int segment(int start) {
        segment.setLength(0);
        int firstTerm = terms.size();
        int firstPosition = position;
        boolean hyphened = false;
        int words = 0;
        boolean noise = false;
        int at = start;
        int end;
        while (true) {
            end = wordEnd(at);
            int wordAt = segment.length();
            if (!noise && appendWord(at, end)) {
                if (wordAt > 0
                        && Characters.isDigit(segment.charAt(wordAt - 1))
                        && Characters.isDigit(word.charAt(0))) {
                    segment.append('.');
                    wordAt++;
                }
                segment.append(word);
                words++;
                boolean follows = isInnerJoint(end);
                if (words > 1 || follows) {
                    char joint = text.charAt(follows ? end : at - 1);
                    boolean hyphen = isHyphen(joint);
                    hyphened |= hyphen;
                    // Nobody looks for the article of l'index.
                    if (!(follows && end - at == 1 && isApostrophe(joint))) {
                        terms.add(word.toString(), hyphened ? TermList.PIECE : TermList.PART, at, end, position);
                        if (hyphened) {
                            position++;
                        }
                    }
                }
                capitals(at, end);
            } else {
                noise = true;
            }
            if (!isInnerJoint(end)) {
                break;
            }
            at = end + 1;
        }
        if (noise) {
            return -end;
        }
        if (segment.length() > 0 && segment.length() <= MAX_TERM_LENGTH) {
            terms.add(segment.toString(), hyphened ? TermList.WHOLE : TermList.WORD, start, end, firstPosition);
        }
        if (!hyphened || terms.size() == firstTerm) {
            position = firstPosition + 1;
        }
        return end;
    }

    /** Whether two words of a segment are joined there. */
    private boolean isInnerJoint(int at) {
        return isWord(at + 1) && (text.charAt(at) == '_' || isHyphen(text.charAt(at)));
    }

    /** An apostrophe that no word went past joins two as a hyphen does. */
    private static boolean isHyphen(char c) {
        return c == '-' || c == 0x2010 || c == 0x2011 || isApostrophe(c);
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == 0x2019;
    }

    private boolean isWord(int at) {
        return at < text.length() && classAt(at) == Characters.WORD;
    }

    /** What the character at {@code at} is; the second half of a pair is what the first one is. */
    private int classAt(int at) {
        char c = text.charAt(at);
        return Characters.classOf(at > 0 && Character.isLowSurrogate(c) ? text.charAt(at - 1) : c);
    }

    /** The end of the letters, digits and apostrophes from {@code start}: {@code don't} is one word, {@code l'index} two. */
    private int wordEnd(int start) {
        int length = text.length();
        int end = start;
        while (end < length) {
            char c = text.charAt(end);
            if (classAt(end) == Characters.WORD) {
                end++;
            } else if (isApostrophe(c) && end > start && isWord(end + 1) && !(isWord(end + 2) && isWord(end + 3))) {
                end++;
            } else {
                break;
            }
        }
        return end;
    }

    /**
     * Puts the folded word into {@link #word}, without its apostrophes and without a possessive s.
     *
     * @return false if it is noise or nothing is left of it
     */
    private boolean appendWord(int start, int end) {
        word.setLength(0);
        if (end - start > MAX_TERM_LENGTH || end - start >= NOISE_LENGTH && isNoise(start, end)) {
            return false;
        }
        boolean plain = true;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (isApostrophe(c)) {
                if (i == end - 2 && (text.charAt(i + 1) | 0x20) == 's') {
                    break;
                }
                continue;
            }
            if (c >= 'A' && c <= 'Z') {
                c += 'a' - 'A';
            } else if (c >= 0x80) {
                plain = false;
            }
            word.append(c);
        }
        if (!plain) {
            String folded = fold(word.toString());
            word.setLength(0);
            word.append(folded);
        }
        return word.length() > 0 && word.length() <= MAX_TERM_LENGTH;
    }

    /** Whether a long word changes between upper case, lower case and digits every two characters or so. */
    private boolean isNoise(int start, int end) {
        int changes = 0;
        for (int i = start + 1; i < end; i++) {
            if (shape(text.charAt(i - 1)) != shape(text.charAt(i))) {
                changes++;
            }
        }
        return changes * 3 > end - start;
    }

    private static int shape(char c) {
        return Characters.isDigit(c) ? 0 : c >= 'A' && c <= 'Z' ? 1 : 2;
    }

    /** Adds the parts that capitals divide a word into: {@code XMLHttpRequest} is xml, http, request. */
    private void capitals(int start, int end) {
        int partAt = start;
        for (int i = start + 1; i <= end; i++) {
            boolean cut = i == end;
            if (!cut && isUpper(text.charAt(i))) {
                cut = !isUpper(text.charAt(i - 1)) || i + 1 < end && isLower(text.charAt(i + 1));
            }
            if (cut) {
                if (i - partAt == end - start) {
                    return;
                }
                if (i - partAt > 1) {
                    terms.add(fold(text.substring(partAt, i)), TermList.PART, partAt, i, position);
                }
                partAt = i;
            }
        }
    }

    private boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z' || c >= 0x80 && unicode.toLowerCase(c) != c;
    }

    private boolean isLower(char c) {
        return c >= 'a' && c <= 'z' || c >= 0x80 && unicode.toLowerCase(c) == c;
    }

    /**
     * Lower case, NFKC, without the accents of Latin and Greek letters, those of the Russian {@code ё} and the Arabic vowels, and with
     * {@code ss} for {@code ß}. ASCII never reaches the normaliser.
     */
    private String fold(String part) {
        boolean ascii = true;
        StringBuilder lower = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            ascii &= c < 0x80;
            lower.append(lower(c));
        }
        if (ascii) {
            return lower.toString();
        }
        String decomposed = unicode.decompose(unicode.compose(lower.toString()));
        StringBuilder bare = new StringBuilder(decomposed.length());
        char base = 0;
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            boolean mark = c >= 0x300 && c <= 0x36F;
            boolean invisible = c == 0xAD
                    || c == TATWEEL
                    || c >= ARABIC_MARKS && c <= ARABIC_MARKS_END
                    || c >= 0x200B && c <= 0x200D
                    || c == 0x2060
                    || c >= 0xFE00 && c <= 0xFE0F;
            if (!mark) {
                base = c;
            }
            if (c == SHARP_S) {
                bare.append("ss");
            } else if (!invisible && !(mark && (base < 0x400 || base == CYRILLIC_IE))) {
                bare.append(lower(c));
            }
        }
        return unicode.compose(bare.toString());
    }

    private char lower(char c) {
        return c < 0x80 ? c >= 'A' && c <= 'Z' ? (char) (c + 32) : c : (char) unicode.toLowerCase(c);
    }
}
