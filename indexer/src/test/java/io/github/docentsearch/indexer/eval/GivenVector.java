package io.github.docentsearch.indexer.eval;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.model.MatrixKernels;

/** Kernels with which a transformer gives, whatever it reads, the vector that was set: so a search can be asked with any. */
final class GivenVector implements MatrixKernels {
    private float[] vector = new float[0];

    void set(float[] next) {
        vector = next;
    }

    /** The last step of each layer: every token becomes the vector, so their mean is. */
    @Override
    public void addAndNormalise(
            WritableRegion values,
            ByteRegion residual,
            ByteRegion weights,
            ByteRegion biases,
            float epsilon,
            int columns,
            int tokens) {
        for (int i = 0; vector.length > 0 && i < tokens * columns; i++) {
            values.putFloat(i * 4, vector[i % columns]);
        }
    }

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
            int tokens) {}

    @Override
    public void quantise(ByteRegion values, WritableRegion output, WritableRegion scales, int columns, int tokens) {}

    @Override
    public void gelu(WritableRegion values, int count) {}

    @Override
    public void attend(
            ByteRegion queries,
            ByteRegion keys,
            ByteRegion values,
            WritableRegion scores,
            WritableRegion output,
            int headSize,
            int columns,
            int tokens) {}
}
