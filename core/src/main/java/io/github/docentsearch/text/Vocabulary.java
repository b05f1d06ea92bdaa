package io.github.docentsearch.text;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The word pieces of a model, sorted, each known by its ordinal.
 *
 * <p>A piece either begins a word or continues one (written {@code ##piece} in vocabulary files). All pieces that begin
 * a word come first, then all that continue one; both runs are sorted by their UTF-8 bytes. The ordinal of a piece is
 * its place in this order: the number of its row in every table of {@code query-model.bin}.
 *
 * <p>Layout of the VOCABULARY section, front-coded:
 *
 * <table>
 * <caption>VOCABULARY</caption>
 * <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 * <tr><td>{@code count}</td><td>varint</td><td>pieces in all</td><td>more than the bytes that follow</td></tr>
 * <tr><td>{@code wordCount}</td><td>varint</td><td>pieces that begin a word</td><td>more than {@code count}</td></tr>
 * <tr><td>{@code textLength}</td><td>varint</td><td>UTF-8 bytes of all pieces together</td>
 *     <td>more than {@link #MAX_EXPANSION} times the bytes that follow</td></tr>
 * <tr><td>pieces</td><td></td><td>for each piece one byte: in the upper four bits how many bytes it shares with the
 *     piece before, in the lower four how many follow; 15 in either means that a varint with the rest is next; then the
 *     bytes that follow</td><td>more shared bytes than the piece before has; a text longer or shorter than
 *     {@code textLength}; pieces out of order</td></tr>
 * </table>
 */
public final class Vocabulary {
    /** How much longer the pieces can be than what is stored of them, which leaves out what they share; about 1.5 is usual. */
    public static final int MAX_EXPANSION = 64;

    private static final String CONTINUATION = "##";
    private static final int NIBBLE_MAX = 15;

    /** The pieces' UTF-8 bytes, one after another. */
    private final byte[] text;

    /** Where each piece begins in {@link #text}, and where the last one ends. */
    private final int[] starts;

    private final int wordCount;

    private Vocabulary(byte[] text, int[] starts, int wordCount) {
        this.text = text;
        this.starts = starts;
        this.wordCount = wordCount;
    }

    /**
     * The vocabulary of {@code pieces}, in any order, continuing ones with {@code ##} in front. A piece that occurs
     * twice is kept once; an empty one is left out.
     */
    public static Vocabulary of(List<String> pieces) {
        TreeSet<byte[]> words = new TreeSet<>(Arrays::compareUnsigned);
        TreeSet<byte[]> continuations = new TreeSet<>(Arrays::compareUnsigned);
        for (String piece : pieces) {
            boolean continues = piece.startsWith(CONTINUATION) && piece.length() > CONTINUATION.length();
            if (continues) {
                continuations.add(Utf8.encode(piece.substring(CONTINUATION.length())));
            } else if (!piece.isEmpty()) {
                words.add(Utf8.encode(piece));
            }
        }
        int[] starts = new int[words.size() + continuations.size() + 1];
        ByteSink text = new ByteSink();
        int ordinal = 0;
        for (byte[] word : words) {
            text.putBytes(word);
            starts[++ordinal] = text.size();
        }
        for (byte[] continuation : continuations) {
            text.putBytes(continuation);
            starts[++ordinal] = text.size();
        }
        return new Vocabulary(text.toByteArray(), starts, words.size());
    }

    /** Number of pieces. */
    public int size() {
        return starts.length - 1;
    }

    /** Length of a piece in UTF-8 bytes, without the {@code ##}. */
    int sizeInBytes(int ordinal) {
        return starts[ordinal + 1] - starts[ordinal];
    }

    /** A piece as vocabulary files write it, with {@code ##} in front if it continues a word. */
    public String piece(int ordinal) {
        String piece = Utf8.decode(text, starts[ordinal], sizeInBytes(ordinal));
        return ordinal < wordCount ? piece : CONTINUATION + piece;
    }

    /** The ordinal of a piece that begins a word, or -1 if there is none. */
    public int find(String word) {
        byte[] utf8 = Utf8.encode(word);
        int ordinal = longestPrefix(utf8, 0, utf8.length, false);
        return ordinal >= 0 && sizeInBytes(ordinal) == utf8.length ? ordinal : -1;
    }

    /**
     * The longest piece that the bytes from {@code from} to {@code to} begin with, or -1 if there is none.
     *
     * <p>Walks down the sorted pieces byte by byte, narrowing the range of those that agree so far; a piece that ends
     * here stands first in its range.
     */
    int longestPrefix(byte[] utf8, int from, int to, boolean continuation) {
        int low = continuation ? wordCount : 0;
        int high = continuation ? size() : wordCount;
        int best = -1;
        for (int depth = 0; from + depth < to; depth++) {
            int wanted = utf8[from + depth] & 0xFF;
            low = firstAtLeast(wanted, depth, low, high);
            high = firstAtLeast(wanted + 1, depth, low, high);
            if (low == high) {
                break;
            }
            if (sizeInBytes(low) == depth + 1) {
                best = low;
            }
        }
        return best;
    }

    /** The first of the pieces {@code low} to {@code high - 1} whose byte at {@code depth} is {@code least} or more. */
    private int firstAtLeast(int least, int depth, int low, int high) {
        while (low < high) {
            int middle = (low + high) >>> 1;
            int at = starts[middle] + depth;
            int value = at < starts[middle + 1] ? text[at] & 0xFF : -1;
            if (value < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Writes the VOCABULARY section. */
    public void write(ByteSink out) {
        out.putVarint(size()).putVarint(wordCount).putVarint(text.length);
        for (int ordinal = 0; ordinal < size(); ordinal++) {
            int shared = sharedWithPrevious(ordinal);
            int following = sizeInBytes(ordinal) - shared;
            out.putByte(Math.min(shared, NIBBLE_MAX) << 4 | Math.min(following, NIBBLE_MAX));
            if (shared >= NIBBLE_MAX) {
                out.putVarint(shared - NIBBLE_MAX);
            }
            if (following >= NIBBLE_MAX) {
                out.putVarint(following - NIBBLE_MAX);
            }
            out.putBytes(text, starts[ordinal] + shared, following);
        }
    }

    private int sharedWithPrevious(int ordinal) {
        if (ordinal == 0 || ordinal == wordCount) {
            return 0;
        }
        int most = Math.min(sizeInBytes(ordinal), sizeInBytes(ordinal - 1));
        int shared = 0;
        while (shared < most && text[starts[ordinal] + shared] == text[starts[ordinal - 1] + shared]) {
            shared++;
        }
        return shared;
    }

    /**
     * Reads the VOCABULARY section.
     *
     * @throws MalformedIndexException if it is damaged
     */
    public static Vocabulary read(ByteRegion section) {
        ByteCursor in = new ByteCursor(section, 0);
        int count = in.nextCount(in.remaining());
        int wordCount = in.nextCount(count);
        byte[] text = new byte[in.nextCount(MAX_EXPANSION * in.remaining())];
        int[] starts = new int[count + 1];
        int at = 0;
        for (int ordinal = 0; ordinal < count; ordinal++) {
            int lengths = in.nextU8();
            int shared = lengths >> 4;
            int following = lengths & NIBBLE_MAX;
            if (shared == NIBBLE_MAX) {
                shared += in.nextCount(text.length);
            }
            if (following == NIBBLE_MAX) {
                following += in.nextCount(text.length);
            }
            int previous = ordinal == 0 ? 0 : starts[ordinal - 1];
            if (shared > at - previous || shared + following > text.length - at || shared + following == 0) {
                throw new MalformedIndexException("A word piece does not fit", in.offset());
            }
            for (int i = 0; i < shared; i++) {
                text[at + i] = text[previous + i];
            }
            section.read(in.offset(), text, at + shared, following);
            // What follows must come after what the piece before has there: the search relies on the order.
            boolean first = ordinal == 0 || ordinal == wordCount;
            if (first ? shared > 0 : !isAfter(text, at + shared, at + shared + following, previous + shared, at)) {
                throw new MalformedIndexException("Word pieces are out of order", in.offset());
            }
            in.skip(following);
            at += shared + following;
            starts[ordinal + 1] = at;
        }
        if (at != text.length) {
            throw new MalformedIndexException("Word pieces are shorter than announced", in.offset());
        }
        return new Vocabulary(text, starts, wordCount);
    }

    /** Whether the bytes of one range come after those of another; the two differ in their first byte, or not at all. */
    private static boolean isAfter(byte[] text, int from, int to, int otherFrom, int otherTo) {
        return from < to && (otherFrom == otherTo || (text[from] & 0xFF) > (text[otherFrom] & 0xFF));
    }
}
