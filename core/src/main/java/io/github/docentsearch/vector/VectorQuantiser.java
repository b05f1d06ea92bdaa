package io.github.docentsearch.vector;

/**
 * Turns a vector into the record of a {@link VectorTable}. Only the indexer uses it.
 *
 * <p>With {@code r} the turned and centred vector and {@code t} the levels chosen for its lanes, the record's scale is
 * {@code |r|² / (r · t)}: then the estimate {@code scale (query · t)} of {@code query · r} is right for a query that points
 * along {@code r}, and without bias for others. The plain least squares scale {@code (r · t) / |t|²} would shorten what is
 * quantised badly. (J. Gao and C. Long, "RaBitQ", 2024, derive it for one bit; it holds for any levels.)
 *
 * <p>The levels' unit is stretched a little for each vector, to where {@code t} points most nearly along {@code r}: it costs
 * nothing in the file and takes about a tenth off the squared error.
 */
public final class VectorQuantiser {
    /** Lengths of the levels' unit that are tried for each vector, 4 % apart. */
    private static final int STRETCHES = 5;

    /** Added to the choice of a level that is taken negative. */
    private static final int NEGATIVE = 16;

    private final int encoding;
    private final int dimensions;
    private final int lanes;
    private final byte[] levels;
    private final float[] centre;
    private final Rotation rotation;
    private final float[] residual;
    private final int[] chosen;
    private float scale;
    /** Shape [15]: between which value and which the one level is nearest, and the next. */
    private final float[] bounds = new float[VectorEncoding.LEVELS - 1];

    /** The parameters are those of {@link VectorTable}. */
    public VectorQuantiser(int encoding, int dimensions, int rotationSeed, byte[] levels, float[] centre) {
        this.encoding = encoding;
        this.dimensions = dimensions;
        this.levels = levels;
        this.centre = centre;
        lanes = VectorEncoding.lanes(dimensions);
        rotation = new Rotation(lanes, rotationSeed);
        residual = new float[lanes];
        chosen = new int[lanes];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = (levels[i] + levels[i + 1]) / 2f;
        }
    }

    /** Pads and turns {@code vector}; the result, shape [lanes], is overwritten by the next call. */
    public static float[] turn(float[] vector, int rotationSeed) {
        float[] turned = new float[VectorEncoding.lanes(vector.length)];
        System.arraycopy(vector, 0, turned, 0, vector.length);
        new Rotation(turned.length, rotationSeed).apply(turned);
        return turned;
    }

    /**
     * Writes the record of {@code vector}.
     *
     * @param vector shape [dimensions], finite
     * @param unit the length of a level's unit, relative to the root mean square of the centred vector; the same for all
     *     vectors of a table
     * @param target receives {@link VectorEncoding#recordBytes} bytes
     */
    public void encode(float[] vector, float unit, byte[] target, int offset) {
        for (int i = 0; i < lanes; i++) {
            residual[i] = i < dimensions ? vector[i] : 0;
        }
        rotation.apply(residual);
        double squares = 0;
        float max = 0;
        for (int i = 0; i < lanes; i++) {
            residual[i] -= centre[i];
            squares += (double) residual[i] * residual[i];
            max = Math.max(max, Math.abs(residual[i]));
        }
        double rms = Math.sqrt(squares / lanes);
        double step = encoding == VectorEncoding.INT8 ? max / 127.0 : unit * rms;
        double bestCosine = 0;
        double bestStep = step;
        for (int i = 0; i < STRETCHES && encoding != VectorEncoding.INT8; i++) {
            double tried = step * (1 + 0.04 * (i - STRETCHES / 2));
            double cosine = choose(tried) / Math.sqrt(lengthOfChosen());
            if (cosine > bestCosine) {
                bestCosine = cosine;
                bestStep = tried;
            }
        }
        double dot = choose(bestStep);
        pack(target, offset);
        scale = dot > 0 ? (float) (squares / dot) : 0;
        int at = offset + VectorEncoding.scaleOffset(encoding, lanes);
        int bits = Float.floatToIntBits(scale);
        for (int i = 0; i < 4; i++) {
            target[at + i] = (byte) (bits >> 8 * i);
        }
    }

    /** What the last record stands for, times {@code factor}: shape [lanes], turned. */
    public float[] decode(float factor) {
        float[] vector = new float[lanes];
        for (int i = 0; i < lanes; i++) {
            vector[i] = factor * (centre[i] + scale * levelOf(chosen[i]));
        }
        return vector;
    }

    /** Chooses the level of each lane for levels of {@code step} times their value; returns {@code r · t}. */
    private double choose(double step) {
        double dot = 0;
        for (int i = 0; i < lanes; i++) {
            chosen[i] = choice(step == 0 ? 0 : residual[i] / step);
            dot += residual[i] * (double) levelOf(chosen[i]);
        }
        return dot;
    }

    private double lengthOfChosen() {
        double squares = 0;
        for (int i = 0; i < lanes; i++) {
            squares += levelOf(chosen[i]) * (double) levelOf(chosen[i]);
        }
        return squares;
    }

    /**
     * INT8: the value; INT4: the index of the nearest level; INT5: that of the nearest magnitude, and 16 if negative; BIT1:
     * 16 if negative.
     */
    private int choice(double value) {
        if (encoding == VectorEncoding.INT8) {
            return (int) Math.max(-127, Math.min(127, Math.rint(value)));
        }
        if (encoding == VectorEncoding.BIT1) {
            return value < 0 ? NEGATIVE : 0;
        }
        boolean negative = encoding == VectorEncoding.INT5 && value < 0;
        int best = bounds.length;
        double wanted = negative ? -value : value;
        int low = 0;
        while (low < best) {
            int middle = (low + best) >>> 1;
            if (wanted > bounds[middle]) {
                low = middle + 1;
            } else {
                best = middle;
            }
        }
        return negative ? best + NEGATIVE : best;
    }

    private int levelOf(int choice) {
        return switch (encoding) {
            case VectorEncoding.INT8 -> choice;
            case VectorEncoding.BIT1 -> choice == 0 ? 1 : -1;
            case VectorEncoding.INT4 -> levels[choice];
            default -> choice < NEGATIVE ? levels[choice] : -levels[choice - NEGATIVE];
        };
    }

    private void pack(byte[] target, int offset) {
        if (encoding == VectorEncoding.INT8) {
            for (int i = 0; i < lanes; i++) {
                target[offset + i] = (byte) chosen[i];
            }
            return;
        }
        int at = offset;
        if (encoding != VectorEncoding.INT4) {
            at += VectorEncoding.signBytes(lanes);
            java.util.Arrays.fill(target, offset, at, (byte) 0);
            for (int i = 0; i < lanes; i++) {
                target[offset + (i >> 7 << 4) + (i & 15)] |= (byte) (chosen[i] >> 4 << (i >> 4 & 7));
            }
        }
        for (int first = 0; first < lanes && encoding != VectorEncoding.BIT1; first += 32) {
            for (int j = 0; j < 16; j++) {
                target[at++] = (byte) (chosen[first + j] & 15 | (chosen[first + 16 + j] & 15) << 4);
            }
        }
    }
}
