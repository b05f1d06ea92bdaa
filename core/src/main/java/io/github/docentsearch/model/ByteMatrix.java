package io.github.docentsearch.model;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;

/**
 * A matrix of small integers with a scale for each row, used in place. The weight in row r and column c is {@code scale[r] ·
 * code[r][c]}.
 *
 * <table>
 * <caption>Byte matrix</caption>
 * <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 * <tr><td>codes</td><td>i8[rows][columns]</td><td></td><td>an end beyond the region's</td></tr>
 * <tr><td>scales</td><td>f16[rows]</td><td>steps between one code and the next</td><td>the same</td></tr>
 * </table>
 *
 * <p>How many bits a weight takes in the file is the writer's choice: the larger a row's scale, the fewer different codes, and
 * the section is deflated. Codes of a bell shape with a scale of a third of their standard deviation take 3.7 bits each.
 *
 * <p>Rows and columns stand elsewhere. Where both are multiples of 8 the size is one of 16, so matrices lie evenly one after the other.
 */
public final class ByteMatrix {
    private final ByteRegion codes;
    private final ByteRegion scales;
    private final int columns;

    private ByteMatrix(ByteRegion codes, ByteRegion scales, int columns) {
        this.codes = codes;
        this.scales = scales;
        this.columns = columns;
    }

    /**
     * The matrix that begins at the cursor, which moves behind it.
     *
     * @throws io.github.docentsearch.bytes.MalformedIndexException if it does not end within the cursor's region
     */
    static ByteMatrix read(ByteCursor in, int rows, int columns) {
        ByteRegion codes = in.nextSlice(rows * columns);
        return new ByteMatrix(codes, in.nextSlice(rows * 2), columns);
    }

    /**
     * Writes a matrix.
     *
     * @param codes row by row
     * @param scales for each row, a value that {@link Float16} holds exactly
     */
    public static void write(byte[] codes, float[] scales, ByteSink out) {
        out.putBytes(codes, 0, codes.length);
        for (float scale : scales) {
            out.putU16(Float16.fromFloat(scale));
        }
    }

    /** Adds a row's weights to {@code target}, element by element. */
    void addRow(int row, float[] target) {
        float scale = Float16.toFloat(scales.getU16(row * 2));
        for (int c = 0; c < columns; c++) {
            target[c] += scale * codes.getByte(row * columns + c);
        }
    }
}
