package io.github.docentsearch.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.VectorSection;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorTableTest {
    private static final int SEED = 7;

    /** Magnitudes of 16 evenly spread levels, and 16 signed ones. */
    private static final byte[] MAGNITUDES = {2, 10, 18, 27, 35, 43, 52, 60, 68, 77, 85, 93, 102, 110, 118, 127};

    private static final byte[] SIGNED = {-127, -100, -80, -62, -46, -30, -18, -6, 6, 18, 30, 46, 62, 80, 100, 127};

    @ParameterizedTest
    @CsvSource({"1, 0.02", "2, 0.12", "3, 0.06", "4, 0.02"})
    void scoresAreNearTheDotProductOfTheFloats(int encoding, float tolerance) {
        for (int dimensions : new int[] {1, 2, 3, 31, 32, 33, 100, 128, 160, 384, 768, 1000}) {
            float[][] vectors = randomUnitVectors(40, dimensions);
            VectorScorer scorer =
                    table(encoding, vectors, dimensions).scorer(new PlainVectorKernels(), HeapRegion::allocate);
            for (float[] query : randomUnitVectors(5, dimensions)) {
                scorer.prepare(query);
                for (int node = 0; node < vectors.length; node++) {
                    assertEquals(
                            dot(query, vectors[node]),
                            scorer.score(node),
                            tolerance * 3 / (float) Math.sqrt(Math.max(9, VectorEncoding.lanes(dimensions) / 32f)),
                            "seed " + SEED + ", dimensions " + dimensions + ", node " + node);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {VectorEncoding.INT8, VectorEncoding.INT4, VectorEncoding.INT5, VectorEncoding.BIT1})
    void theKernelsEqualALaneByLaneSum(int encoding) {
        Random random = new Random(SEED);
        for (int lanes : new int[] {32, 64, 96, 128, 160, 256, 384, 416}) {
            int size = 9;
            int recordBytes = VectorEncoding.recordBytes(encoding, lanes);
            byte[] records = new byte[size * recordBytes];
            random.nextBytes(records);
            byte[] query = new byte[16 + 3 * lanes];
            random.nextBytes(query);
            System.arraycopy(encoding == VectorEncoding.INT4 ? SIGNED : MAGNITUDES, 0, query, 0, 16);
            HeapRegion region = HeapRegion.of(records);
            for (int i = 0; i < size; i++) {
                int at = i * recordBytes + VectorEncoding.scaleOffset(encoding, lanes);
                region.putFloat(at, random.nextFloat());
            }
            HeapRegion nodes = HeapRegion.allocate(4 * size);
            for (int i = 0; i < size; i++) {
                nodes.putInt(4 * i, size - 1 - i);
            }
            HeapRegion listed = HeapRegion.allocate(4 * size);
            HeapRegion run = HeapRegion.allocate(4 * size);
            PlainVectorKernels kernels = new PlainVectorKernels();
            kernels.scoreNodes(encoding, region, lanes, HeapRegion.of(query), nodes, size, listed);
            kernels.scoreRun(encoding, region, lanes, HeapRegion.of(query), 2, size - 2, run);
            for (int i = 0; i < size; i++) {
                float expected = scoreLaneByLane(encoding, region, lanes, query, size - 1 - i);
                assertEquals(expected, listed.getFloat(4 * i), "seed " + SEED + ", lanes " + lanes);
                if (size - 1 - i >= 2) {
                    assertEquals(expected, run.getFloat(4 * (size - 1 - i - 2)));
                }
            }
        }
    }

    @Test
    void aTurnKeepsDotProducts() {
        for (int dimensions : new int[] {32, 96, 384, 800}) {
            float[][] pair = randomUnitVectors(2, dimensions);
            float before = dot(pair[0], pair[1]);
            float[] a = VectorQuantiser.turn(pair[0], 99);
            float[] b = VectorQuantiser.turn(pair[1], 99);
            assertEquals(before, dot(a, b), 1e-5f);
            assertEquals(1, dot(a, a), 1e-5f);
        }
    }

    @Test
    void aTurnSpreadsOneCoordinateOverAll() {
        float[] unit = new float[384];
        unit[200] = 1;
        float max = 0;
        for (float value : VectorQuantiser.turn(unit, 99)) {
            max = Math.max(max, Math.abs(value));
        }
        assertTrue(max < 0.25f, "largest coordinate " + max);
    }

    @Test
    void queriesThatCannotBeScoredAreRefused() {
        VectorScorer scorer = table(VectorEncoding.INT8, randomUnitVectors(3, 8), 8)
                .scorer(new PlainVectorKernels(), HeapRegion::allocate);
        assertMessage("has 7 dimensions, the index has 8", scorer, new float[7]);
        assertMessage("all zeros", scorer, new float[8]);
        assertMessage("value 2 is not a finite", scorer, new float[] {1, 2, Float.NaN, 0, 0, 0, 0, 0});
        assertMessage("value 0 is not a finite", scorer, new float[] {Float.POSITIVE_INFINITY, 2, 0, 0, 0, 0, 0, 0});
    }

    @Test
    void aVectorOfZerosScoresZero() {
        float[][] vectors = randomUnitVectors(4, 40);
        vectors[2] = new float[40];
        for (int encoding = 1; encoding <= 4; encoding++) {
            VectorScorer scorer = table(encoding, vectors, 40).scorer(new PlainVectorKernels(), HeapRegion::allocate);
            scorer.prepare(vectors[0]);
            assertEquals(0, scorer.score(2), 0.1f);
        }
    }

    @Test
    void sectionsKeepTheTable() {
        for (int encoding = 1; encoding <= 4; encoding++) {
            VectorTable table = table(encoding, randomUnitVectors(5, 50), 50);
            byte[] bytes = VectorSection.write(table);
            assertEquals(VectorSection.sizeInBytes(table), bytes.length);
            VectorTable read = VectorSection.read(HeapRegion.of(bytes));
            assertEquals(encoding, read.encoding());
            assertEquals(5, read.size());
            assertEquals(50, read.dimensions());
            assertArrayEquals(table.centre(), read.centre());
            assertArrayEquals(bytes, VectorSection.write(read));
        }
    }

    @Test
    void truncatedOrDamagedSectionsAreRefusedOrStillReadable() {
        byte[] bytes = VectorSection.write(table(VectorEncoding.INT5, randomUnitVectors(5, 50), 50));
        for (int length = 0; length < bytes.length; length++) {
            ByteRegion cut = HeapRegion.of(bytes).slice(0, length);
            assertThrows(MalformedIndexException.class, () -> VectorSection.read(cut));
        }
        float[] query = randomUnitVectors(1, 50)[0];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
            try {
                VectorTable table = VectorSection.read(HeapRegion.of(damaged));
                if (table.dimensions() == 50) {
                    VectorScorer scorer = table.scorer(new PlainVectorKernels(), HeapRegion::allocate);
                    scorer.prepare(query);
                    for (int node = 0; node < table.size(); node++) {
                        scorer.score(node);
                    }
                }
            } catch (MalformedIndexException e) {
                assertTrue(
                        e.offset() >= 0 && e.offset() < 16 + VectorEncoding.LEVELS, "bit " + bit + " at " + e.offset());
            }
        }
    }

    private static void assertMessage(String expected, VectorScorer scorer, float[] query) {
        String message = assertThrows(IllegalArgumentException.class, () -> scorer.prepare(query))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    private static float scoreLaneByLane(int encoding, HeapRegion records, int lanes, byte[] query, int node) {
        int at = node * VectorEncoding.recordBytes(encoding, lanes);
        int sum = 0;
        for (int lane = 0; lane < lanes; lane++) {
            int value;
            if (encoding == VectorEncoding.BIT1) {
                value = 1 - 2 * (records.getU8(at + lane / 128 * 16 + lane % 16) >> lane % 128 / 16 & 1);
            } else if (encoding == VectorEncoding.INT8) {
                value = records.getByte(at + lane);
            } else {
                int signs = encoding == VectorEncoding.INT5 ? (lanes + 127) / 128 * 16 : 0;
                int pair = records.getU8(at + signs + lane / 32 * 16 + lane % 16);
                value = query[lane % 32 < 16 ? pair & 15 : pair >> 4];
                if (encoding == VectorEncoding.INT5
                        && (records.getU8(at + lane / 128 * 16 + lane % 16) >> lane % 128 / 16 & 1) == 1) {
                    value = -value;
                }
            }
            sum += value * query[16 + lane];
        }
        return sum * records.getFloat(at + VectorEncoding.scaleOffset(encoding, lanes));
    }

    private static VectorTable table(int encoding, float[][] vectors, int dimensions) {
        int lanes = VectorEncoding.lanes(dimensions);
        byte[] levels =
                encoding == VectorEncoding.INT8 ? new byte[16] : encoding == VectorEncoding.INT4 ? SIGNED : MAGNITUDES;
        float[] centre = new float[lanes];
        HeapRegion rescoring = encoding == VectorEncoding.BIT1
                ? records(VectorEncoding.INT8, vectors, levels, centre)
                : HeapRegion.allocate(0);
        return new VectorTable(
                encoding,
                vectors.length,
                dimensions,
                SEED,
                levels,
                centre,
                records(encoding, vectors, levels, centre),
                rescoring);
    }

    private static HeapRegion records(int encoding, float[][] vectors, byte[] levels, float[] centre) {
        int recordBytes = VectorEncoding.recordBytes(encoding, centre.length);
        byte[] records = new byte[vectors.length * recordBytes];
        VectorQuantiser quantiser = new VectorQuantiser(encoding, vectors[0].length, SEED, levels, centre);
        for (int i = 0; i < vectors.length; i++) {
            quantiser.encode(vectors[i], 3f / 127, records, i * recordBytes);
        }
        return HeapRegion.of(records);
    }

    private static float[][] randomUnitVectors(int count, int dimensions) {
        Random random = new Random(SEED + count);
        float[][] vectors = new float[count][dimensions];
        for (float[] vector : vectors) {
            double squares = 0;
            for (int i = 0; i < dimensions; i++) {
                vector[i] = (float) random.nextGaussian();
                squares += vector[i] * vector[i];
            }
            for (int i = 0; i < dimensions; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
        }
        return vectors;
    }

    private static float dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return (float) sum;
    }
}
