package io.github.docentsearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedMatrixTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 96;
    private static final int GROUPS = COLUMNS / PackedMatrix.GROUP;

    private final Random random = new Random(5);
    private final float[] scales = new float[ROWS];
    private final byte[] multipliers = new byte[ROWS * GROUPS];
    private final byte[] codes = new byte[ROWS * COLUMNS];

    private byte[] written(int bits) {
        for (int r = 0; r < ROWS; r++) {
            scales[r] = Float16.toFloat(Float16.fromFloat(random.nextFloat()));
        }
        for (int i = 0; i < multipliers.length; i++) {
            multipliers[i] = (byte) (bits == 8 ? 1 : 1 + random.nextInt(Math.min(16, 128 >> bits - 1)));
        }
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (random.nextInt(1 << bits) - (1 << bits - 1));
        }
        ByteSink out = new ByteSink();
        PackedMatrix.write(ROWS, COLUMNS, bits, scales, multipliers, codes, out);
        return out.toByteArray();
    }

    private static PackedMatrix read(byte[] bytes, int length) {
        HeapRegion region = HeapRegion.of(bytes).slice(0, length);
        return PackedMatrix.read(new ByteCursor(region, 0), region, COLUMNS);
    }

    @Test
    void unpacksWhatWasWrittenWithEveryNumberOfBits() {
        for (int bits = 2; bits <= 8; bits++) {
            byte[] bytes = written(bits);
            PackedMatrix matrix = read(bytes, bytes.length);
            assertEquals(ROWS, matrix.rows());
            HeapRegion unpacked = HeapRegion.allocate(ROWS * COLUMNS);
            for (int r = 0; r < ROWS; r++) {
                matrix.unpackRow(r, unpacked, r * COLUMNS);
                assertEquals(scales[r], matrix.scale(r));
                float[] sum = new float[COLUMNS];
                matrix.addRow(r, sum);
                for (int c = 0; c < COLUMNS; c++) {
                    int expected = codes[r * COLUMNS + c] * multipliers[r * GROUPS + c / PackedMatrix.GROUP];
                    assertEquals(expected, unpacked.getByte(r * COLUMNS + c), bits + " bits");
                    assertEquals(expected * scales[r], sum[c]);
                }
            }
        }
    }

    @Test
    void refusesToReadBeyondTheEndOrOtherShapes() {
        byte[] bytes = written(4);
        for (int length = 0; length < bytes.length; length++) {
            int cut = length;
            assertThrows(MalformedIndexException.class, () -> read(bytes, cut));
        }
        HeapRegion region = HeapRegion.of(bytes);
        assertThrows(
                MalformedIndexException.class, () -> PackedMatrix.read(new ByteCursor(region, 0), region, COLUMNS * 2));
        bytes[2] = 9;
        assertThrows(MalformedIndexException.class, () -> read(bytes, bytes.length));
        bytes[2] = 1;
        assertThrows(MalformedIndexException.class, () -> read(bytes, bytes.length));
    }
}
