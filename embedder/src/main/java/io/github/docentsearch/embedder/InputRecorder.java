package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.model.PlainMatrixKernels;
import java.util.ArrayList;
import java.util.List;

/** The plain kernels, which keep what goes into the linear layers, call by call. */
final class InputRecorder extends PlainMatrixKernels {
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
        super.linear(weights, rowScales, biases, activations, tokenScales, output, rows, columns, tokens);
    }
}
