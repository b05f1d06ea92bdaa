package io.github.docentsearch.wasm;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.vector.Rotation;
import io.github.docentsearch.vector.VectorKernels;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

/** The kernels of {@code src/main/wat/vector.wat} and {@code turn.wat}. */
final class SimdVectorKernels implements VectorKernels {
    private final Allocator memory;
    /** The factors of the turn, a vector, and the vector turned; made for the first query, as an engine has one index. */
    private @Nullable WritableRegion turning;

    SimdVectorKernels(Allocator memory) {
        this.memory = memory;
    }

    @Override
    public void scoreNodes(
            int encoding,
            ByteRegion records,
            int lanes,
            ByteRegion query,
            ByteRegion nodes,
            int count,
            WritableRegion scores) {
        scoreNodes(
                encoding,
                LinearMemoryRegion.address(records),
                lanes,
                LinearMemoryRegion.address(query),
                LinearMemoryRegion.address(nodes),
                count,
                LinearMemoryRegion.address(scores));
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
        scoreRun(
                encoding,
                LinearMemoryRegion.address(records),
                lanes,
                LinearMemoryRegion.address(query),
                first,
                count,
                LinearMemoryRegion.address(scores));
    }

    @Override
    public void turn(Rotation rotation, float[] query) {
        float[] signs = rotation.signs();
        if (signs.length == 0) {
            return;
        }
        int bytes = 4 * rotation.lanes();
        if (turning == null) {
            turning = memory.allocate(4 * bytes);
            write(signs, 0);
        }
        write(query, 2 * bytes);
        int at = LinearMemoryRegion.address(turning).toInt();
        turn(at + 2 * bytes, at + 3 * bytes, at, rotation.lanes(), rotation.block());
        turning.readFloats(3 * bytes, query, query.length);
    }

    private void write(float[] values, int offset) {
        for (int i = 0; i < values.length; i++) {
            turning.putFloat(offset + 4 * i, values[i]);
        }
    }

    @Import(module = "kernels", name = "turn")
    private static native void turn(int vector, int turned, int signs, int lanes, int block);

    @Import(module = "kernels", name = "scoreNodes")
    private static native void scoreNodes(
            int encoding, Address records, int lanes, Address query, Address nodes, int count, Address scores);

    @Import(module = "kernels", name = "scoreRun")
    private static native void scoreRun(
            int encoding, Address records, int lanes, Address query, int first, int count, Address scores);
}
