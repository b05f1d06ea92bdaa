package io.github.docentsearch.vector;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.WritableRegion;

/**
 * The kernels in plain Java: what the JVM runs, and what the SIMD kernels must equal.
 *
 * <p>Records of a {@link HeapRegion} are read from its array; those of any other region are first copied, one by one.
 */
public final class PlainVectorKernels implements VectorKernels {
    /** The query's levels and lanes, copied out of its region once per call: bytes 0 to 15 and then shape [lanes]. */
    private byte[] queryBytes = new byte[0];

    private byte[] record = new byte[0];

    @Override
    public void scoreNodes(
            int encoding,
            ByteRegion records,
            int lanes,
            ByteRegion query,
            ByteRegion nodes,
            int count,
            WritableRegion scores) {
        readQuery(query, lanes);
        for (int i = 0; i < count; i++) {
            scores.putFloat(4 * i, score(encoding, records, lanes, nodes.getInt(4 * i)));
        }
    }

    @Override
    public void scoreRun(
            int encoding,
            ByteRegion records,
            int lanes,
            ByteRegion query,
            int first,
            int count,
            WritableRegion scores) {
        readQuery(query, lanes);
        for (int i = 0; i < count; i++) {
            scores.putFloat(4 * i, score(encoding, records, lanes, first + i));
        }
    }

    @Override
    public void turn(Rotation rotation, float[] query) {
        rotation.apply(query);
    }

    private void readQuery(ByteRegion query, int lanes) {
        int length = VectorEncoding.LEVELS + lanes;
        if (queryBytes.length != length) {
            queryBytes = new byte[length];
        }
        query.read(0, queryBytes, 0, length);
    }

    private float score(int encoding, ByteRegion records, int lanes, int node) {
        int size = VectorEncoding.recordBytes(encoding, lanes);
        int offset = node * size;
        float scale = records.getFloat(offset + VectorEncoding.scaleOffset(encoding, lanes));
        byte[] bytes;
        int at;
        if (records instanceof HeapRegion) {
            HeapRegion heap = (HeapRegion) records;
            bytes = heap.array();
            at = heap.arrayOffset() + offset;
        } else {
            if (record.length != size) {
                record = new byte[size];
            }
            records.read(offset, record, 0, size);
            bytes = record;
            at = 0;
        }
        byte[] query = queryBytes;
        int sum = switch (encoding) {
            case VectorEncoding.INT8 -> int8(bytes, at, query, lanes);
            case VectorEncoding.INT4 -> int4(bytes, at, query, lanes);
            case VectorEncoding.BIT1 -> bit1(bytes, at, query, lanes);
            default -> int5(bytes, at, query, lanes);
        };
        return sum * scale;
    }

    private static int int8(byte[] bytes, int at, byte[] query, int lanes) {
        int sum = 0;
        for (int i = 0; i < lanes; i++) {
            sum += query[VectorEncoding.LEVELS + i] * bytes[at + i];
        }
        return sum;
    }

    private static int int4(byte[] bytes, int at, byte[] query, int lanes) {
        int sum = 0;
        for (int lane = VectorEncoding.LEVELS; lane < VectorEncoding.LEVELS + lanes; lane += 32) {
            for (int j = 0; j < 16; j++) {
                int pair = bytes[at++];
                sum += query[pair & 15] * query[lane + j] + query[pair >> 4 & 15] * query[lane + 16 + j];
            }
        }
        return sum;
    }

    private static int bit1(byte[] bytes, int at, byte[] query, int lanes) {
        int sum = 0;
        for (int i = 0; i < lanes; i++) {
            int sign = bytes[at + (i >> 7 << 4) + (i & 15)] >> (i >> 4 & 7) & 1;
            sum += (query[VectorEncoding.LEVELS + i] ^ -sign) + sign;
        }
        return sum;
    }

    private static int int5(byte[] bytes, int at, byte[] query, int lanes) {
        int sum = 0;
        int signs = at;
        at += VectorEncoding.signBytes(lanes);
        for (int first = 0; first < lanes; first += 32) {
            int lane = VectorEncoding.LEVELS + first;
            int bit = first >> 4 & 7;
            int block = signs + (first >> 7 << 4);
            for (int j = 0; j < 16; j++) {
                int pair = bytes[at++];
                int low = query[pair & 15] * query[lane + j];
                int high = query[pair >> 4 & 15] * query[lane + 16 + j];
                int sign = bytes[block + j] >> bit;
                sum += (low ^ -(sign & 1)) + (sign & 1);
                sum += (high ^ -(sign >> 1 & 1)) + (sign >> 1 & 1);
            }
        }
        return sum;
    }
}
