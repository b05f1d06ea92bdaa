package io.github.docentsearch.vector;

/**
 * How the coordinates of a record are stored; the codes are part of the file format.
 *
 * <p>{@code lanes} is the number of stored coordinates, a multiple of {@value #LANE_BLOCK}. Every record ends with its scale, a
 * float. Layouts:
 *
 * <ul>
 *   <li>{@link #INT8}: one signed byte per lane.
 *   <li>{@link #INT4}: one index into 16 signed levels per lane. In each block of 32 lanes byte {@code j} holds lane
 *       {@code j} in its low half and lane {@code 16 + j} in its high half.
 *   <li>{@link #INT5}: one sign and one index into 16 magnitudes per lane. First the signs: in each block of 128 lanes
 *       byte {@code j} holds in its bit {@code b} the sign of lane {@code 16 b + j} (1 is negative); a last, partial block
 *       takes 16 bytes too. Then the magnitudes, laid out like {@link #INT4}.
 *   <li>{@link #BIT1}: only the signs, laid out like those of {@link #INT5}. Such a table holds an {@link #INT8} record of
 *       each vector too: a search walks by the signs and scores the best again.
 * </ul>
 *
 * <p>The layouts follow the machine: 16 bytes are one SIMD register, and no lane needs to be moved to another place.
 */
public final class VectorEncoding {
    /** Signed bytes, 1 byte per lane. */
    public static final int INT8 = 1;

    /** 16 signed levels, half a byte per lane. */
    public static final int INT4 = 2;

    /** 32 levels, symmetric about zero, five eighths of a byte per lane. */
    public static final int INT5 = 3;

    /** A sign per lane, an eighth of a byte, and an {@link #INT8} record apart for the best of a search. */
    public static final int BIT1 = 4;

    /** Lanes come in blocks of this many. */
    public static final int LANE_BLOCK = 32;

    /** Levels in a record's table: signed for {@link #INT4}, magnitudes for {@link #INT5}. */
    public static final int LEVELS = 16;

    private VectorEncoding() {}

    /** Whether {@code encoding} is one of the codes above. */
    public static boolean isKnown(int encoding) {
        return encoding >= INT8 && encoding <= BIT1;
    }

    /** Lanes of a vector of {@code dimensions}: the next multiple of {@value #LANE_BLOCK}. */
    public static int lanes(int dimensions) {
        return (dimensions + LANE_BLOCK - 1) / LANE_BLOCK * LANE_BLOCK;
    }

    /** Bytes of the signs in front of an {@link #INT5} record. */
    public static int signBytes(int lanes) {
        return (lanes + 127) / 128 * 16;
    }

    /** Bytes of one record, its scale included. */
    public static int recordBytes(int encoding, int lanes) {
        return scaleOffset(encoding, lanes) + 4;
    }

    /** Bytes of the second record of a vector, by which the best of a search are scored again; 0 if there is none. */
    public static int rescoringBytes(int encoding, int lanes) {
        return encoding == BIT1 ? recordBytes(INT8, lanes) : 0;
    }

    /** Where in a record its scale is, in bytes. */
    public static int scaleOffset(int encoding, int lanes) {
        return switch (encoding) {
            case INT8 -> lanes;
            case INT4 -> lanes / 2;
            case INT5 -> signBytes(lanes) + lanes / 2;
            default -> signBytes(lanes);
        };
    }
}
