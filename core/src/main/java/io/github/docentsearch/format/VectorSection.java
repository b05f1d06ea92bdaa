package io.github.docentsearch.format;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.vector.VectorEncoding;
import io.github.docentsearch.vector.VectorTable;

/** The quantised vectors, used in place. Layout: see "VECTORS section" in the package description. */
public final class VectorSection {
    private static final int HEADER_BYTES = 32;

    private VectorSection() {}

    /** Bytes that {@link #write} gives. */
    public static int sizeInBytes(VectorTable table) {
        return recordsOffset(table.lanes())
                + table.records().size()
                + table.rescoringRecords().size();
    }

    /** The section's bytes. */
    public static byte[] write(VectorTable table) {
        ByteSink out = new ByteSink(sizeInBytes(table));
        out.putInt(table.encoding()).putInt(table.size()).putInt(table.dimensions());
        out.putInt(table.rotationSeed());
        out.putBytes(table.levels());
        for (float value : table.centre()) {
            out.putFloat(value);
        }
        ByteRegion records = table.records();
        ByteRegion rescoring = table.rescoringRecords();
        return out.putBytes(records.toArray(0, records.size()))
                .putBytes(rescoring.toArray(0, rescoring.size()))
                .toByteArray();
    }

    /** @throws MalformedIndexException if a number is out of range, or the records do not fill the section */
    public static VectorTable read(ByteRegion in) {
        int encoding = in.getInt(0);
        int size = in.getInt(4);
        int dimensions = in.getInt(8);
        if (!VectorEncoding.isKnown(encoding)) {
            throw new MalformedIndexException("Vectors of the unknown encoding " + encoding, 0);
        }
        if (dimensions < 1 || dimensions > IndexFormat.MAX_DIMENSIONS) {
            throw new MalformedIndexException("Vectors of " + dimensions + " dimensions", 8);
        }
        int lanes = VectorEncoding.lanes(dimensions);
        int start = recordsOffset(lanes);
        long recordBytes = VectorEncoding.recordBytes(encoding, lanes);
        long rescoringBytes = VectorEncoding.rescoringBytes(encoding, lanes);
        if (size < 0 || start + size * (recordBytes + rescoringBytes) != in.size()) {
            throw new MalformedIndexException(size + " vectors do not fill the section", 4);
        }
        byte[] levels = in.toArray(16, VectorEncoding.LEVELS);
        for (int i = 0; i < levels.length; i++) {
            if (encoding == VectorEncoding.INT5 && levels[i] < 0) {
                throw new MalformedIndexException("A magnitude is negative", 16 + i);
            }
        }
        float[] centre = new float[lanes];
        for (int i = 0; i < lanes; i++) {
            centre[i] = in.getFloat(HEADER_BYTES + 4 * i);
        }
        int recordsSize = (int) (size * recordBytes);
        return new VectorTable(
                encoding,
                size,
                dimensions,
                in.getInt(12),
                levels,
                centre,
                in.slice(start, recordsSize),
                in.slice(start + recordsSize, in.size() - start - recordsSize));
    }

    private static int recordsOffset(int lanes) {
        return HEADER_BYTES + 4 * lanes;
    }
}
