package io.github.docentsearch.wasm;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.vector.VectorKernels;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

/** The kernels of {@code src/main/wat/vector.wat}. */
final class SimdVectorKernels implements VectorKernels {
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

    @Import(module = "kernels", name = "scoreNodes")
    private static native void scoreNodes(
            int encoding, Address records, int lanes, Address query, Address nodes, int count, Address scores);

    @Import(module = "kernels", name = "scoreRun")
    private static native void scoreRun(
            int encoding, Address records, int lanes, Address query, int first, int count, Address scores);
}
