package io.github.docentsearch.indexer.build;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.vector.VectorEncoding;
import io.github.docentsearch.vector.VectorQuantiser;
import io.github.docentsearch.vector.VectorTable;
import java.util.Arrays;

/** Trains the quantiser on the vectors themselves and encodes them. Deterministic: no randomness but the turn's seed. */
public final class VectorTableBuilder {
    /** Any fixed number but 0; it says how the space is turned. */
    private static final int ROTATION_SEED = 0x5EED;

    /** Coordinates that the levels are fitted to, at most about this many. */
    private static final int MAX_SAMPLES = 400_000;

    /** The largest level: levels are signed bytes. */
    private static final int MAX_LEVEL = 127;

    private VectorTableBuilder() {}

    /**
     * A table of all {@code vectors}.
     *
     * @param encoding one of {@link VectorEncoding}
     */
    public static VectorTable build(FloatVectors vectors, int encoding) {
        Quantisation trained = train(vectors, encoding);
        HeapRegion rescoring = encoding == VectorEncoding.BIT1
                ? trained.withEncoding(VectorEncoding.INT8).records(vectors)
                : HeapRegion.allocate(0);
        return trained.table(vectors.size(), trained.records(vectors), rescoring);
    }

    /** The quantisation that suits {@code vectors}. */
    static Quantisation train(FloatVectors vectors, int encoding) {
        float[] centre = centre(vectors, VectorEncoding.lanes(vectors.dimensions()));
        byte[] levels = new byte[VectorEncoding.LEVELS];
        float unit = 1;
        if (encoding == VectorEncoding.INT4 || encoding == VectorEncoding.INT5) {
            float[] magnitudes = sampleMagnitudes(vectors, centre);
            double[] fitted = lloydMax(magnitudes, encoding == VectorEncoding.INT5 ? 16 : 8);
            unit = (float) (fitted[fitted.length - 1] / MAX_LEVEL);
            for (int i = 0; i < fitted.length; i++) {
                byte level = (byte) Math.round(fitted[i] / unit);
                if (encoding == VectorEncoding.INT5) {
                    levels[i] = level;
                } else {
                    levels[7 - i] = (byte) -level;
                    levels[8 + i] = level;
                }
            }
        }
        return new Quantisation(encoding, vectors.dimensions(), levels, unit, centre);
    }

    /** What a table's records have in common; {@code unit} as in {@link VectorQuantiser#encode}. */
    record Quantisation(int encoding, int dimensions, byte[] levels, float unit, float[] centre) {
        Quantisation withEncoding(int other) {
            return new Quantisation(other, dimensions, levels, unit, centre);
        }

        int recordBytes() {
            return VectorEncoding.recordBytes(encoding, centre.length);
        }

        /** Centred at {@code middle}, shape [lanes], turned. */
        VectorQuantiser quantiser(float[] middle) {
            return new VectorQuantiser(encoding, dimensions, ROTATION_SEED, levels, middle);
        }

        HeapRegion records(FloatVectors vectors) {
            byte[] records = new byte[Math.multiplyExact(vectors.size(), recordBytes())];
            VectorQuantiser quantiser = quantiser(centre);
            for (int i = 0; i < vectors.size(); i++) {
                quantiser.encode(vectors.row(i), unit, records, i * recordBytes());
            }
            return HeapRegion.of(records);
        }

        VectorTable table(int size, HeapRegion records, HeapRegion rescoring) {
            return new VectorTable(encoding, size, dimensions, ROTATION_SEED, levels, centre, records, rescoring);
        }
    }

    /** The mean of the vectors, turned; zero if there are none. */
    private static float[] centre(FloatVectors vectors, int lanes) {
        int dimensions = vectors.dimensions();
        double[] sums = new double[dimensions];
        for (int i = 0; i < vectors.size(); i++) {
            float[] row = vectors.row(i);
            for (int j = 0; j < dimensions; j++) {
                sums[j] += row[j];
            }
        }
        float[] mean = new float[dimensions];
        for (int j = 0; j < dimensions; j++) {
            mean[j] = vectors.size() == 0 ? 0 : (float) (sums[j] / vectors.size());
        }
        float[] turned = VectorQuantiser.turn(mean, ROTATION_SEED);
        assert turned.length == lanes;
        return turned;
    }

    /** Sizes of turned, centred coordinates, each divided by the root mean square of its vector; sorted. */
    private static float[] sampleMagnitudes(FloatVectors vectors, float[] centre) {
        int lanes = centre.length;
        int rows = Math.min(vectors.size(), Math.max(1, MAX_SAMPLES / lanes));
        float[] samples = new float[rows * lanes];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            int row = (int) ((long) i * vectors.size() / rows);
            float[] turned = VectorQuantiser.turn(vectors.row(row), ROTATION_SEED);
            double squares = 0;
            for (int j = 0; j < lanes; j++) {
                turned[j] -= centre[j];
                squares += (double) turned[j] * turned[j];
            }
            double rms = Math.sqrt(squares / lanes);
            for (int j = 0; j < lanes && rms > 0; j++) {
                samples[count++] = (float) Math.abs(turned[j] / rms);
            }
        }
        float[] sorted = Arrays.copyOf(samples, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * The levels of least squared error for the samples: each is the mean of the samples that are nearest to it (S. Lloyd,
     * "Least squares quantization in PCM", 1957; J. Max, "Quantizing for minimum distortion", 1960).
     *
     * @param sorted samples, ascending, at least 0
     * @return {@code count} levels, ascending, the last above 0
     */
    private static double[] lloydMax(float[] sorted, int count) {
        double[] levels = new double[count];
        for (int i = 0; i < count; i++) {
            // Evenly up to three standard deviations: a start from which the iteration settles for any bell shape
            levels[i] = 3.0 * (i + 0.5) / count;
        }
        double[] sums = new double[sorted.length + 1];
        for (int i = 0; i < sorted.length; i++) {
            sums[i + 1] = sums[i] + sorted[i];
        }
        for (int round = 0; round < 200 && sorted.length > 0; round++) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                int to = i == count - 1
                        ? sorted.length
                        : firstAbove(sorted, (float) ((levels[i] + levels[i + 1]) / 2), from);
                if (to > from) {
                    levels[i] = (sums[to] - sums[from]) / (to - from);
                }
                from = to;
            }
        }
        levels[count - 1] = Math.max(levels[count - 1], 1e-3);
        return levels;
    }

    private static int firstAbove(float[] sorted, float bound, int from) {
        int low = from;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > bound) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
