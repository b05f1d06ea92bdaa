package io.github.docentsearch.model;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.WritableRegion;

/** The kernels as plain loops: what the JVM runs, and the twin that SIMD kernels are tested against. */
public class PlainMatrixKernels implements MatrixKernels {
    private static final float MAX_ACTIVATION = MatrixKernels.MAX_ACTIVATION;

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
        // As int arrays, the one kind of integer products that the JVM turns into SIMD by itself.
        int[][] inputs = new int[tokens][columns];
        for (int t = 0; t < tokens; t++) {
            for (int c = 0; c < columns; c++) {
                inputs[t][c] = (short) activations.getU16((t * columns + c) * 2);
            }
        }
        byte[] bytes = new byte[columns];
        int[] row = new int[columns];
        for (int r = 0; r < rows; r++) {
            weights.read(r * columns, bytes, 0, columns);
            for (int c = 0; c < columns; c++) {
                row[c] = bytes[c];
            }
            float rowScale = rowScales.getFloat(r * 4);
            float bias = biases.getFloat(r * 4);
            for (int t = 0; t < tokens; t++) {
                float scale = rowScale * tokenScales.getFloat(t * 4);
                output.putFloat((t * rows + r) * 4, (float) dot(row, inputs[t]) * scale + bias);
            }
        }
    }

    private static int dot(int[] row, int[] input) {
        int sum = 0;
        for (int c = 0; c < row.length; c++) {
            sum += row[c] * input[c];
        }
        return sum;
    }

    @Override
    public void quantise(ByteRegion values, WritableRegion output, WritableRegion scales, int columns, int tokens) {
        for (int t = 0; t < tokens; t++) {
            float max = 0;
            for (int c = 0; c < columns; c++) {
                max = Math.max(max, Math.abs(values.getFloat((t * columns + c) * 4)));
            }
            float inverse = max > 0 ? MAX_ACTIVATION / max : 0;
            for (int c = 0; c < columns; c += 2) {
                int at = t * columns + c;
                int first = round(values.getFloat(at * 4) * inverse);
                int second = round(values.getFloat(at * 4 + 4) * inverse);
                output.putInt(at * 2, first & 0xFFFF | second << 16);
            }
            scales.putFloat(t * 4, max / MAX_ACTIVATION);
        }
    }

    private static int round(float value) {
        return (int) (value + Approximations.ROUNDER - Approximations.ROUNDER);
    }

    @Override
    public void gelu(WritableRegion values, int count) {
        for (int i = 0; i < count; i++) {
            values.putFloat(i * 4, Approximations.gelu(values.getFloat(i * 4)));
        }
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
        float[] x = new float[columns];
        for (int t = 0; t < tokens; t++) {
            int at = t * columns * 4;
            for (int c = 0; c < columns; c++) {
                x[c] = values.getFloat(at + c * 4) + residual.getFloat(at + c * 4);
            }
            float mean = sum(x) / columns;
            float variance = sumOfSquares(x, mean) / columns;
            float inverse = 1f / (float) Math.sqrt(variance + epsilon);
            for (int c = 0; c < columns; c++) {
                float unit = (x[c] - mean) * inverse;
                values.putFloat(at + c * 4, unit * weights.getFloat(c * 4) + biases.getFloat(c * 4));
            }
        }
    }

    private static float sum(float[] x) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < x.length; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        return a + b + (c + d);
    }

    private static float sumOfSquares(float[] x, float mean) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < x.length; i += 4) {
            a += (x[i] - mean) * (x[i] - mean);
            b += (x[i + 1] - mean) * (x[i + 1] - mean);
            c += (x[i + 2] - mean) * (x[i + 2] - mean);
            d += (x[i + 3] - mean) * (x[i + 3] - mean);
        }
        return a + b + (c + d);
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
        float scale = 1f / (float) Math.sqrt(headSize);
        float[] context = new float[headSize];
        for (int head = 0; head < columns; head += headSize) {
            for (int t = 0; t < tokens; t++) {
                int query = (t * columns + head) * 4;
                float max = Float.NEGATIVE_INFINITY;
                for (int u = 0; u < tokens; u++) {
                    float score = dot(queries, query, keys, (u * columns + head) * 4, headSize) * scale;
                    scores.putFloat(u * 4, score);
                    max = Math.max(max, score);
                }
                float sum = 0;
                for (int d = 0; d < headSize; d++) {
                    context[d] = 0;
                }
                for (int u = 0; u < tokens; u++) {
                    float weight = Approximations.exp(scores.getFloat(u * 4) - max);
                    sum += weight;
                    int value = (u * columns + head) * 4;
                    for (int d = 0; d < headSize; d++) {
                        context[d] += weight * values.getFloat(value + d * 4);
                    }
                }
                for (int d = 0; d < headSize; d++) {
                    output.putFloat(query + d * 4, context[d] / sum);
                }
            }
        }
    }

    private static float dot(ByteRegion x, int xAt, ByteRegion y, int yAt, int length) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < length * 4; i += 16) {
            a += x.getFloat(xAt + i) * y.getFloat(yAt + i);
            b += x.getFloat(xAt + i + 4) * y.getFloat(yAt + i + 4);
            c += x.getFloat(xAt + i + 8) * y.getFloat(yAt + i + 8);
            d += x.getFloat(xAt + i + 12) * y.getFloat(yAt + i + 12);
        }
        return a + b + (c + d);
    }
}
