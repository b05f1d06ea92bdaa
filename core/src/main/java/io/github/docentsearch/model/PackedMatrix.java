package io.github.docentsearch.model;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.WritableRegion;

/**
 * A matrix of small integers with a scale for each row, as it lies in the file.
 *
 * <p>The weight in row r and column c is
 *
 * <pre>  scale[r] · multiplier[r][c / GROUP] · code[r][c]</pre>
 *
 * where the code has 2 to 8 bits, two's complement, and the multiplier is an integer from 1 to 16 chosen so that multiplier
 * times code fits into 8 bits. So a matrix of any number of bits unpacks, exactly, to one of 8 bits and one scale a row, and
 * one integer kernel serves them all; a group of few bits still has a step of its own. With 8 bits there are no multipliers.
 *
 * <table>
 * <caption>Packed matrix</caption>
 * <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 * <tr><td>rows, columns</td><td>varint</td><td></td><td>other numbers than the configuration asks for; columns that are
 *     not a multiple of {@link #GROUP}</td></tr>
 * <tr><td>bits</td><td>u8</td><td>of a code</td><td>less than 2 or more than 8</td></tr>
 * <tr><td>scales</td><td>f16[rows]</td><td></td><td>an end beyond the region's</td></tr>
 * <tr><td>multipliers</td><td>u4[rows][columns / GROUP]</td><td>less one; the first in the lower half of its byte; not there
 *     with 8 bits</td><td>the same; one that makes a weight too large wraps around</td></tr>
 * <tr><td>codes</td><td>[rows][columns]</td><td>up to 4 bits: two a byte, the first in the lower half; else one a byte.
 *     The section is deflated, so bits that hardly vary take no room</td><td>the same</td></tr>
 * </table>
 *
 * <p>In half bytes, codes and multipliers are stored plus 8 and less 1, as numbers from 0 to 15.
 */
public final class PackedMatrix {
    /** Weights of a row that share a multiplier. */
    public static final int GROUP = 32;

    /** The largest multiplier. */
    public static final int MAX_MULTIPLIER = 16;

    private static final int MAX_CELLS = 1 << 26;

    private final ByteRegion region;
    private final int rows;
    private final int columns;
    private final int bits;
    private final int scalesAt;
    private final int multipliersAt;
    private final int codesAt;

    private PackedMatrix(ByteCursor in, ByteRegion region) {
        this.region = region;
        rows = in.nextCount(MAX_CELLS);
        columns = in.nextCount(MAX_CELLS);
        bits = in.nextU8();
        if (bits < 2 || bits > 8 || columns % GROUP != 0 || columns > 0 && rows > MAX_CELLS / columns) {
            throw new MalformedIndexException("A matrix has an impossible shape", in.offset());
        }
        scalesAt = in.offset();
        in.skip(rows * 2);
        multipliersAt = in.offset();
        in.skip(bits == 8 ? 0 : rows * multiplierBytes(columns));
        codesAt = in.offset();
        in.skip(rows * codeBytes(columns, bits));
    }

    /**
     * The matrix that begins at the cursor, used in place; the cursor moves behind it.
     *
     * @param region what the cursor runs over
     * @throws MalformedIndexException if it is damaged, or not {@code columns} wide
     */
    static PackedMatrix read(ByteCursor in, ByteRegion region, int columns) {
        PackedMatrix matrix = new PackedMatrix(in, region);
        if (matrix.columns != columns) {
            throw new MalformedIndexException(
                    "A matrix is " + matrix.columns + " wide instead of " + columns, matrix.scalesAt);
        }
        return matrix;
    }

    /**
     * Writes a matrix.
     *
     * @param scales for each row, a value that {@link Float16} holds exactly
     * @param multipliers 1 to {@link #MAX_MULTIPLIER}, row by row, {@code columns / GROUP} a row; empty with 8 bits
     * @param codes row by row
     */
    public static void write(
            int rows, int columns, int bits, float[] scales, byte[] multipliers, byte[] codes, ByteSink out) {
        out.putVarint(rows).putVarint(columns).putByte(bits);
        for (int r = 0; r < rows; r++) {
            out.putU16(Float16.fromFloat(scales[r]));
        }
        int groups = columns / GROUP;
        for (int r = 0; r < rows && bits < 8; r++) {
            for (int g = 0; g < groups; g += 2) {
                int second = g + 1 < groups ? multipliers[r * groups + g + 1] - 1 : 0;
                out.putByte(multipliers[r * groups + g] - 1 | second << 4);
            }
        }
        if (bits > 4) {
            out.putBytes(codes, 0, rows * columns);
        } else {
            for (int i = 0; i < rows * columns; i += 2) {
                out.putByte(codes[i] + 8 | codes[i + 1] + 8 << 4);
            }
        }
    }

    private static int multiplierBytes(int columns) {
        return (columns / GROUP + 1) / 2;
    }

    private static int codeBytes(int columns, int bits) {
        return bits > 4 ? columns : columns / 2;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** What the integers of row {@code row} are to be multiplied with. */
    public float scale(int row) {
        return Float16.toFloat(region.getU16(scalesAt + row * 2));
    }

    /** Writes the integers of a row, multiplier times code, one byte each, to {@code target} from {@code offset} on. */
    void unpackRow(int row, WritableRegion target, int offset) {
        for (int c = 0; c < columns; c += GROUP) {
            int multiplier = multiplier(row, c / GROUP);
            for (int k = c; k < c + GROUP; k++) {
                target.putByte(offset + k, multiplier * code(row, k));
            }
        }
    }

    /** Adds a row's weights to {@code target}, element by element. */
    void addRow(int row, float[] target) {
        float scale = scale(row);
        for (int c = 0; c < columns; c += GROUP) {
            int multiplier = multiplier(row, c / GROUP);
            for (int k = c; k < c + GROUP; k++) {
                target[k] += scale * (multiplier * code(row, k));
            }
        }
    }

    private int multiplier(int row, int group) {
        if (bits == 8) {
            return 1;
        }
        int pair = region.getU8(multipliersAt + row * multiplierBytes(columns) + (group >> 1));
        return ((group & 1) == 0 ? pair & 15 : pair >> 4) + 1;
    }

    private int code(int row, int column) {
        if (bits > 4) {
            return region.getByte(codesAt + row * columns + column);
        }
        int pair = region.getU8(codesAt + (row * columns + column >> 1));
        return ((column & 1) == 0 ? pair & 15 : pair >> 4) - 8;
    }
}
