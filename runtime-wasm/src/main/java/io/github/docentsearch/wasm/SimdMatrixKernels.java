package io.github.docentsearch.wasm;

import static io.github.docentsearch.wasm.LinearMemoryRegion.address;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.model.MatrixKernels;
import org.teavm.interop.Address;
import org.teavm.interop.Import;

/** The kernels of {@code src/main/wat/matrix.wat}. */
final class SimdMatrixKernels implements MatrixKernels {
    @Override
    public void linear(
            ByteRegion weights,
            ByteRegion rowScales,
            ByteRegion biases,
            ByteRegion activations,
            ByteRegion tokenScales,
            WritableRegion output,
            int rows,
            int columns,
            int tokens) {
        linear(
                address(weights),
                address(rowScales),
                address(biases),
                address(activations),
                address(tokenScales),
                address(output),
                rows,
                columns,
                tokens);
    }

    @Override
    public void quantise(ByteRegion values, WritableRegion output, WritableRegion scales, int columns, int tokens) {
        quantise(address(values), address(output), address(scales), columns, tokens);
    }

    @Override
    public void gelu(WritableRegion values, int count) {
        gelu(address(values), count);
    }

    @Override
    public void addAndNormalise(
            WritableRegion values,
            ByteRegion residual,
            ByteRegion weights,
            ByteRegion biases,
            float epsilon,
            int columns,
            int tokens) {
        addAndNormalise(
                address(values), address(residual), address(weights), address(biases), epsilon, columns, tokens);
    }

    @Override
    public void attend(
            ByteRegion queries,
            ByteRegion keys,
            ByteRegion values,
            WritableRegion scores,
            WritableRegion output,
            int headSize,
            int columns,
            int tokens) {
        attend(
                address(queries),
                address(keys),
                address(values),
                address(scores),
                address(output),
                headSize,
                columns,
                tokens);
    }

    @Import(module = "kernels", name = "linear")
    private static native void linear(
            Address weights,
            Address rowScales,
            Address biases,
            Address activations,
            Address tokenScales,
            Address output,
            int rows,
            int columns,
            int tokens);

    @Import(module = "kernels", name = "quantise")
    private static native void quantise(Address values, Address output, Address scales, int columns, int tokens);

    @Import(module = "kernels", name = "gelu")
    private static native void gelu(Address values, int count);

    @Import(module = "kernels", name = "addAndNormalise")
    private static native void addAndNormalise(
            Address values, Address residual, Address weights, Address biases, float epsilon, int columns, int tokens);

    @Import(module = "kernels", name = "attend")
    private static native void attend(
            Address queries,
            Address keys,
            Address values,
            Address scores,
            Address output,
            int headSize,
            int columns,
            int tokens);
}
