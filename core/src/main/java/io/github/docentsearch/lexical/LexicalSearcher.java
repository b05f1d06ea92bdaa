package io.github.docentsearch.lexical;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.Utf8;
import io.github.docentsearch.text.EnglishStemmer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks that have the words of a query, and scores them by BM25F.
 *
 * <p>Every word of the query stands for a set of terms: itself, the other forms of its stem, if it is being typed the terms
 * that begin with it, and only if none of these is on the site, the terms that differ by a typing error or two. The set
 * counts as one word. Blocks that have not been fetched are passed over; see {@link io.github.docentsearch.bytes.BlockSource}.
 *
 * <p>Its memory, 20 bytes a chunk, is used again by every search; not for use by several threads at once.
 */
public final class LexicalSearcher {
    /** What begins the terms that stand for a whole title or name, see {@link #exact}. */
    public static final char EXACT_MARK = 1;

    private static final float OTHER_FORM = 0.7f;
    private static final float LONGER_WORD = 0.5f;
    private static final float LONGER_WORD_OF_KNOWN = 0.05f;
    private static final float PART_OF_UNKNOWN = 1f;

    private static final int MIN_PREFIX = 2;

    /** Endings that the stemmer takes off, often with a letter before them: a word that is being typed may be in one of them. */
    private static final String ENDINGS = "ing,ed,ation,ive,able,ment,ness,ly,ity,al,";

    private static final int MAX_PREFIX_BLOCKS = 3;
    private static final int MAX_PREFIX_TERMS = 256;
    private static final int MAX_TYPO_TERMS = 8;
    private static final int MIN_LENGTH_FOR_ONE_TYPO = 4;
    private static final int MIN_LENGTH_FOR_TWO_TYPOS = 8;

    /** Shorter words are within an error of something nearly always: these must begin with the right letter. */
    private static final int MIN_LENGTH_FOR_ANY_START = 6;

    /** Dictionaries of no more blocks than these are searched whole for a misspelt word, others by first letter. */
    private static final int FEW_BLOCKS = 64;

    private final TermBlocks dictionary;
    private final int chunkCount;
    private final TermCursor cursor;
    private final LexicalMatches matches;
    private final EditDistance editDistance = new EditDistance();

    // The set of terms of one word: weights of the chunks that were met, and which these are. Cleared after each word.
    private final float[] setWeights;
    private final int[] setChunks;
    private final byte[] setFields;
    private int setCount;
    private boolean blockMissing;
    private @Nullable ByteRegion openBlock;

    // The nearest terms of a misspelt word, best first.
    private final int[] typoDistances = new int[MAX_TYPO_TERMS];
    private final int[] typoDocuments = new int[MAX_TYPO_TERMS];
    private final int[] typoBlocks = new int[MAX_TYPO_TERMS];
    private final int[] typoPostings = new int[MAX_TYPO_TERMS];
    private final int[] typoWeights = new int[MAX_TYPO_TERMS];
    private int typoCount;

    public LexicalSearcher(TermBlocks dictionary) {
        this.dictionary = dictionary;
        chunkCount = dictionary.chunkCount();
        cursor = new TermCursor(chunkCount);
        matches = new LexicalMatches(chunkCount);
        setWeights = new float[chunkCount];
        setChunks = new int[chunkCount];
        setFields = new byte[chunkCount];
    }

    /**
     * Finds and scores; {@link LexicalMatches#chooseBest} puts in order.
     *
     * @return the same object every time
     * @throws MalformedIndexException if a block is damaged
     */
    public LexicalMatches search(LexicalQuery query) {
        matches.clear();
        clearSet();
        List<QueryWord> words = query.words();
        int count = Math.min(words.size(), QueryParser.MAX_WORDS);
        int required = 0;
        for (int i = 0; i < count; i++) {
            if (words.get(i).role() == QueryWord.MAIN) {
                matches.mainMask |= 1 << i;
                expand(words.get(i), i, true);
                matches.mainIdf += matches.idfs[i];
            }
            if (words.get(i).required()) {
                required |= 1 << i;
            }
        }
        for (int i = 0; i < count; i++) {
            QueryWord word = words.get(i);
            if (word.role() == QueryWord.ASIDE) {
                expand(word, i, false);
            }
        }
        if (required != 0) {
            for (int i = 0; i < matches.touchedCount; i++) {
                int chunk = matches.touched[i];
                if ((matches.wordMasks[chunk] & required) != required) {
                    matches.scores[chunk] = 0;
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if (words.get(i).role() == QueryWord.EXCLUDED) {
                int bit = 1 << i;
                matches.excludedMask |= bit;
                addForms(words.get(i).term());
                for (int k = 0; k < setCount; k++) {
                    int chunk = setChunks[k];
                    if (matches.wordMasks[chunk] == 0) {
                        matches.touched[matches.touchedCount++] = chunk;
                    }
                    matches.wordMasks[chunk] |= bit;
                    matches.scores[chunk] = 0;
                }
                clearSet();
            }
        }
        return matches;
    }

    /** What the last search found. */
    public LexicalMatches matches() {
        return matches;
    }

    /**
     * The chunks whose page title, heading or identifier is {@code key} as a whole, the best first: of two with the same
     * field, the one that comes first.
     *
     * @param key as {@link io.github.docentsearch.text.TermAnalyzer#key} gives it
     * @param chunks filled with as many ordinals as it has room for
     * @param filter which chunks count
     * @return how many were filled in
     */
    public int exact(String key, int[] chunks, ChunkFilter filter) {
        if (key.isEmpty()) {
            return 0;
        }
        // Not with +: javac marks arguments of a concatenation by U+0001, and TeaVM fails on a constant that is that
        // character.
        byte[] term =
                Utf8.encode(new StringBuilder().append(EXACT_MARK).append(key).toString());
        if (term.length > TermBlocks.MAX_TERM_SIZE || !find(term)) {
            return 0;
        }
        int filled = 0;
        while (cursor.nextForm()) {
            addPostings(1f);
        }
        for (int field = Bm25.FIELD_TITLE; field >= 0; field--) {
            for (int i = 0; i < setCount && filled < chunks.length; i++) {
                if (setFields[setChunks[i]] == field && filter.allows(setChunks[i])) {
                    chunks[filled++] = setChunks[i];
                }
            }
        }
        clearSet();
        return filled;
    }

    /** Whether {@link #exact}, asked last, found the chunk by its page's title, and not by a heading or identifier on it. */
    public boolean isByTitle(int chunk) {
        return setFields[chunk] == Bm25.FIELD_TITLE;
    }

    /** Adds the score of one word to the chunks that have any term of its set. */
    private void expand(QueryWord word, int ordinal, boolean main) {
        blockMissing = false;
        boolean exact = addForms(word.term());
        int documents = setCount;
        if (word.prefix()) {
            addLongerWords(word.term(), exact ? LONGER_WORD_OF_KNOWN : LONGER_WORD);
        }
        if (setCount == 0 && main && !blockMissing) {
            addMisspelt(word.term());
        }
        if (documents == 0) {
            documents = setCount;
        }
        int bit = 1 << ordinal;
        float idf = Bm25.idf(chunkCount, documents);
        matches.idfs[ordinal] = idf;
        if (setCount > 0) {
            matches.knownMask |= bit;
        }
        if (exact) {
            matches.exactMask |= bit;
        }
        float factor = word.weight() * idf;
        if (word.whole() >= 0 && (matches.mainMask & ~matches.knownMask & 1 << word.whole()) != 0) {
            factor = PART_OF_UNKNOWN * idf;
        }
        for (int i = 0; i < setCount; i++) {
            int chunk = setChunks[i];
            if (matches.wordMasks[chunk] == 0) {
                matches.touched[matches.touchedCount++] = chunk;
            }
            matches.wordMasks[chunk] |= bit;
            if (setFields[chunk] >= Bm25.FIELD_HEADING) {
                matches.headingMasks[chunk] |= bit;
            }
            matches.scores[chunk] += factor * Bm25.saturate(setWeights[chunk]);
        }
        clearSet();
    }

    private void clearSet() {
        for (int i = 0; i < setCount; i++) {
            setWeights[setChunks[i]] = 0;
        }
        setCount = 0;
    }

    /** Adds the term and the other forms of its stem; false if there are none. */
    private boolean addForms(String term) {
        byte[] exact = Utf8.encode(term);
        byte[] stem = Utf8.encode(EnglishStemmer.stem(term));
        if (stem.length > TermBlocks.MAX_TERM_SIZE || !find(stem)) {
            return false;
        }
        while (cursor.nextForm()) {
            boolean same = TermBlocks.compare(cursor.form, cursor.formLength, exact, exact.length) == 0;
            addPostings(same ? 1f : OTHER_FORM);
        }
        return true;
    }

    /** Moves the cursor to a stem; false if it is not there, or its block is not. */
    private boolean find(byte[] stem) {
        int ordinal = dictionary.blockOf(stem);
        if (!open(ordinal)) {
            return false;
        }
        while (cursor.nextStem()) {
            int order = TermBlocks.compare(cursor.stem, cursor.stemLength, stem, stem.length);
            if (order >= 0) {
                return order == 0;
            }
        }
        return false;
    }

    private boolean open(int ordinal) {
        if (ordinal >= dictionary.blockCount()) {
            return false;
        }
        ByteRegion block = dictionary.block(ordinal);
        if (block == null) {
            blockMissing = true;
            return false;
        }
        openBlock = block;
        cursor.open(block);
        return true;
    }

    /** Adds the postings of the cursor's form to the set. */
    private void addPostings(float factor) {
        if (openBlock != null) {
            addPostings(openBlock, cursor.documents, cursor.postingsOffset, cursor.weightsOffset, factor);
        }
    }

    private void addPostings(ByteRegion block, int documents, int postings, int weights, float factor) {
        ByteCursor deltas = new ByteCursor(block, postings);
        int chunk = 0;
        for (int i = 0; i < documents; i++) {
            chunk += deltas.nextCount(chunkCount);
            if (chunk >= chunkCount) {
                throw new MalformedIndexException("A term stands in a chunk beyond the last", deltas.offset());
            }
            int packed = block.getU8(weights + i);
            byte field = (byte) (packed & 3);
            if (setWeights[chunk] == 0) {
                setChunks[setCount++] = chunk;
                setFields[chunk] = field;
            } else if (setFields[chunk] < field) {
                setFields[chunk] = field;
            }
            setWeights[chunk] += factor * Bm25.weight(packed);
        }
    }

    /** Adds the terms that are longer than {@code prefix} and begin with it. */
    private void addLongerWords(String prefix, float factor) {
        byte[] bytes = Utf8.encode(prefix);
        if (bytes.length < MIN_PREFIX || bytes.length > TermBlocks.MAX_TERM_SIZE) {
            return;
        }
        addCompleted(prefix, bytes, factor);
        int first = dictionary.blockOf(bytes);
        int left = MAX_PREFIX_TERMS;
        for (int ordinal = first; ordinal < first + MAX_PREFIX_BLOCKS; ordinal++) {
            if (!open(ordinal)) {
                return;
            }
            while (cursor.nextStem()) {
                if (beginsWith(cursor.stem, cursor.stemLength, bytes)) {
                    left = addFormsWith(bytes, factor, left);
                } else if (TermBlocks.compare(cursor.stem, cursor.stemLength, bytes, bytes.length) > 0) {
                    return;
                }
                if (left == 0) {
                    return;
                }
            }
        }
    }

    /** Adds those of the cursor's forms that are longer than {@code prefix} and begin with it; gives back how many more may be. */
    private int addFormsWith(byte[] prefix, float factor, int most) {
        int left = most;
        while (left > 0 && cursor.nextForm()) {
            if (cursor.formLength > prefix.length && beginsWith(cursor.form, cursor.formLength, prefix)) {
                addPostings(factor);
                left--;
            }
        }
        return left;
    }

    /** Adds the terms that begin with {@code prefix} and whose stem does not: {@code logging} of {@code loggi}. */
    private void addCompleted(String prefix, byte[] bytes, float factor) {
        String last = EnglishStemmer.stem(prefix); // looked up already
        int start = 0;
        for (int end = 0; end < ENDINGS.length(); end++) {
            if (ENDINGS.charAt(end) != ',') {
                continue;
            }
            int there = end - 1;
            while (!prefix.endsWith(ENDINGS.substring(start, there))) {
                there--;
            }
            String stem = EnglishStemmer.stem(prefix + ENDINGS.substring(there, end));
            start = end + 1;
            if (!stem.startsWith(prefix) && !stem.equals(last)) {
                last = stem;
                if (find(Utf8.encode(stem))) {
                    addFormsWith(bytes, factor, MAX_PREFIX_TERMS);
                }
            }
        }
    }

    private static boolean beginsWith(byte[] term, int length, byte[] prefix) {
        if (length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (term[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Adds the terms nearest to a word that is not on the site. */
    private void addMisspelt(String word) {
        int length = word.length();
        if (length < MIN_LENGTH_FOR_ONE_TYPO || !isLetters(word)) {
            return;
        }
        int max = length < MIN_LENGTH_FOR_TWO_TYPOS ? 1 : 2;
        typoCount = 0;
        int blockCount = dictionary.blockCount();
        String first = word.substring(0, 1);
        String second = word.substring(1, 2);
        collectTypos(word, max, first);
        if (length >= MIN_LENGTH_FOR_ANY_START && !first.equals(second)) {
            collectTypos(word, max, second);
        }
        if (typoCount == 0 && length >= MIN_LENGTH_FOR_ANY_START && blockCount <= FEW_BLOCKS) {
            for (int ordinal = 0; ordinal < blockCount; ordinal++) {
                collectTypos(word, max, ordinal);
            }
        }
        for (int i = 0; i < typoCount; i++) {
            ByteRegion block = dictionary.block(typoBlocks[i]);
            if (block != null) {
                float factor = typoDistances[i] == 1 ? 0.7f : 0.4f;
                addPostings(block, typoDocuments[i], typoPostings[i], typoWeights[i], factor);
            }
        }
    }

    /** Collects from the blocks that may have terms which begin with {@code letter}. */
    private void collectTypos(String word, int max, String letter) {
        byte[] bounds = Utf8.encode(letter);
        int first = dictionary.blockOf(bounds);
        bounds[bounds.length - 1]++;
        int last = dictionary.blockOf(bounds);
        for (int ordinal = first; ordinal <= last; ordinal++) {
            collectTypos(word, max, ordinal);
        }
    }

    private void collectTypos(String word, int max, int ordinal) {
        if (!open(ordinal)) {
            return;
        }
        int mostBytes = 3 * (word.length() + max);
        while (cursor.nextStem()) {
            while (cursor.nextForm()) {
                int length = cursor.formLength;
                if (length < word.length() - max || length > mostBytes || cursor.form[0] == EXACT_MARK) {
                    continue;
                }
                String form = Utf8.decode(cursor.form, 0, length);
                int distance = editDistance.within(word, form, max);
                if (distance <= max) {
                    keepTypo(distance, ordinal);
                }
            }
        }
    }

    /** Keeps the cursor's form if it is among the nearest: the fewest errors first, then the most chunks. */
    private void keepTypo(int distance, int ordinal) {
        for (int i = 0; i < typoCount; i++) {
            if (typoBlocks[i] == ordinal && typoPostings[i] == cursor.postingsOffset) {
                return;
            }
        }
        int documents = cursor.documents;
        int at = typoCount;
        while (at > 0
                && (distance < typoDistances[at - 1]
                        || distance == typoDistances[at - 1] && documents > typoDocuments[at - 1])) {
            at--;
        }
        if (at == MAX_TYPO_TERMS) {
            return;
        }
        if (typoCount < MAX_TYPO_TERMS) {
            typoCount++;
        }
        for (int i = typoCount - 1; i > at; i--) {
            typoDistances[i] = typoDistances[i - 1];
            typoDocuments[i] = typoDocuments[i - 1];
            typoBlocks[i] = typoBlocks[i - 1];
            typoPostings[i] = typoPostings[i - 1];
            typoWeights[i] = typoWeights[i - 1];
        }
        typoDistances[at] = distance;
        typoDocuments[at] = documents;
        typoBlocks[at] = ordinal;
        typoPostings[at] = cursor.postingsOffset;
        typoWeights[at] = cursor.weightsOffset;
    }

    private static boolean isLetters(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 0x80 && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }
}
