package io.github.docentsearch.model;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.model.TransformerWeights.Layer;
import io.github.docentsearch.model.TransformerWeights.Linear;
import io.github.docentsearch.model.TransformerWeights.Norm;
import java.util.Arrays;

/**
 * The forward pass of a BERT encoder (Devlin et al. 2019), pooled to one vector of unit length.
 *
 * <p>Weights are 8-bit integers, inputs of the linear layers 13-bit ones, one scale a weight row and one a token; everything
 * else is float32. The order of all operations is fixed, so every platform gives the same bits.
 */
public final class Transformer {
    private final ModelConfig config;
    private final TransformerWeights weights;
    private final MatrixKernels kernels;
    private final TransformerState state;

    /** @param allocator gives the scratch memory, about 15 kB for each of the most tokens of a query */
    public Transformer(ModelConfig config, TransformerWeights weights, MatrixKernels kernels, Allocator allocator) {
        this.config = config;
        this.weights = weights;
        this.kernels = kernels;
        this.state = new TransformerState(config, allocator);
    }

    /**
     * The vector of a text.
     *
     * @param tokens ordinals of its pieces, {@code [CLS]} first and {@code [SEP]} last
     * @param count how many of {@code tokens} there are, 1 to {@link ModelConfig#maxTokens()}
     * @return a new array of unit length
     */
    public float[] forward(int[] tokens, int count) {
        TransformerState s = state;
        embed(tokens, count);
        for (Layer layer : weights.layers) {
            // Attention: every token looks at every token.
            quantise(s.x, config.dimensions(), count);
            linear(layer.query(), s.queries, count);
            linear(layer.key(), s.keys, count);
            linear(layer.value(), s.values, count);
            kernels.attend(
                    s.queries, s.keys, s.values, s.scores, s.delta, config.headSize(), config.dimensions(), count);
            quantise(s.delta, config.dimensions(), count);
            linear(layer.attentionOutput(), s.delta, count);
            addAndNormalise(s.x, s.delta, layer.attentionNorm(), count);

            // Feed-forward: every token on its own.
            quantise(s.x, config.dimensions(), count);
            linear(layer.up(), s.hidden, count);
            kernels.gelu(s.hidden, count * config.feedForward());
            quantise(s.hidden, config.feedForward(), count);
            linear(layer.down(), s.delta, count);
            addAndNormalise(s.x, s.delta, layer.outputNorm(), count);
        }
        return pool(count);
    }

    /** x = norm(token embedding + position embedding). */
    private void embed(int[] tokens, int count) {
        int width = config.dimensions();
        float[] row = new float[width];
        for (int t = 0; t < count; t++) {
            Arrays.fill(row, 0f);
            weights.tokens.addRow(tokens[t], row);
            weights.positions.addRow(t, row);
            for (int d = 0; d < width; d++) {
                state.x.putFloat((t * width + d) * 4, row[d]);
                state.delta.putFloat((t * width + d) * 4, 0f);
            }
        }
        addAndNormalise(state.x, state.delta, weights.embeddingNorm, count);
    }

    private void quantise(WritableRegion values, int columns, int count) {
        kernels.quantise(values, state.activations, state.tokenScales, columns, count);
    }

    /** output = linear(activations). */
    private void linear(Linear linear, WritableRegion output, int count) {
        kernels.linear(
                linear.weights(),
                linear.scales(),
                linear.biases(),
                state.activations,
                state.tokenScales,
                output,
                linear.rows(),
                linear.columns(),
                count);
    }

    /** x = norm(x + delta). */
    private void addAndNormalise(WritableRegion x, WritableRegion delta, Norm norm, int count) {
        kernels.addAndNormalise(
                x, delta, norm.weights(), norm.biases(), config.layerNormEpsilon(), config.dimensions(), count);
    }

    /** The mean of the tokens' vectors, or the first token's, scaled to unit length. */
    private float[] pool(int count) {
        int width = config.dimensions();
        float[] vector = new float[width];
        int pooled = config.clsPooling() ? 1 : count;
        for (int t = 0; t < pooled; t++) {
            for (int d = 0; d < width; d++) {
                vector[d] += state.x.getFloat((t * width + d) * 4);
            }
        }
        scaleToUnitLength(vector);
        return vector;
    }

    /**
     * Scales a vector to unit length; one of zeros stays as it is.
     *
     * @throws MalformedIndexException if its length is not a finite number, as no sound model's is
     */
    static void scaleToUnitLength(float[] vector) {
        float sum = 0;
        for (float value : vector) {
            sum += value * value;
        }
        // False for NaN and for infinity
        if (!(sum - sum == 0)) {
            throw new MalformedIndexException("The model's numbers are out of range", 0);
        }
        if (sum > 0) {
            float scale = 1f / (float) Math.sqrt(sum);
            for (int d = 0; d < vector.length; d++) {
                vector[d] *= scale;
            }
        }
    }
}
