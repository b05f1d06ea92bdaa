package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.model.MatrixKernels;
import io.github.docentsearch.model.PlainMatrixKernels;
import java.util.ArrayList;
import java.util.List;

/** Kernels that keep what goes into the linear layers, call by call. */
final class InputRecorder implements MatrixKernels {
    /**
     * The input of one call.
     *
     * @param values [tokens][columns], as integers
     * @param scales a factor for each token
     */
    record Input(short[] values, float[] scales, int columns) {
        /** Writes a token's values, scaled, to {@code target}. */
        void read(int token, float[] target) {
            for (int c = 0; c < columns; c++) {
                target[c] = scales[token] * values[token * columns + c];
            }
        }
    }

    private final PlainMatrixKernels kernels = new PlainMatrixKernels();
    private final List<Input> inputs = new ArrayList<>();

    /** What has been kept, in the order of the calls. */
    List<Input> inputs() {
        return inputs;
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
            int tokens) {
        short[] values = new short[tokens * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) activations.getU16(i * 2);
        }
        float[] scales = new float[tokens];
        tokenScales.readFloats(0, scales, tokens);
        inputs.add(new Input(values, scales, columns));
        kernels.linear(weights, rowScales, biases, activations, tokenScales, output, rows, columns, tokens);
    }

    @Override
    public void quantise(ByteRegion values, WritableRegion output, WritableRegion scales, int columns, int tokens) {
        kernels.quantise(values, output, scales, columns, tokens);
    }

    @Override
    public void gelu(WritableRegion values, int count) {
        kernels.gelu(values, count);
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
        kernels.addAndNormalise(values, residual, weights, biases, epsilon, columns, tokens);
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
        kernels.attend(queries, keys, values, scores, output, headSize, columns, tokens);
    }
}
