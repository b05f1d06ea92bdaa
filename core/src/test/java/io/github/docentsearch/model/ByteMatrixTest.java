package io.github.docentsearch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteMatrixTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 96;

    private final Random random = new Random(5);
    private final float[] scales = new float[ROWS];
    private final byte[] codes = new byte[ROWS * COLUMNS];

    private byte[] written() {
        for (int r = 0; r < ROWS; r++) {
            scales[r] = Float16.toFloat(Float16.fromFloat(random.nextFloat()));
        }
        random.nextBytes(codes);
        ByteSink out = new ByteSink();
        ByteMatrix.write(codes, scales, out);
        return out.toByteArray();
    }

    private static ByteMatrix read(byte[] bytes, int length, int rows) {
        return ByteMatrix.read(new ByteCursor(HeapRegion.of(bytes).slice(0, length), 0), rows, COLUMNS);
    }

    @Test
    void addsTheRowsThatWereWritten() {
        byte[] bytes = written();
        ByteMatrix matrix = read(bytes, bytes.length, ROWS);
        for (int r = 0; r < ROWS; r++) {
            float[] sum = new float[COLUMNS];
            sum[1] = 8;
            matrix.addRow(r, sum);
            for (int c = 0; c < COLUMNS; c++) {
                assertEquals((c == 1 ? 8 : 0) + scales[r] * codes[r * COLUMNS + c], sum[c]);
            }
        }
    }

    @Test
    void refusesToReadBeyondTheEnd() {
        byte[] bytes = written();
        for (int length = 0; length < bytes.length; length++) {
            int cut = length;
            assertThrows(MalformedIndexException.class, () -> read(bytes, cut, ROWS));
        }
        assertThrows(MalformedIndexException.class, () -> read(bytes, bytes.length, ROWS + 1));
    }
}
