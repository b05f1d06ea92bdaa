package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.model.Float16;
import io.github.docentsearch.model.ModelConfig;
import java.util.ArrayList;
import java.util.List;

/** Rounds a transformer's weights and writes them as {@link io.github.docentsearch.model.TransformerWeights} reads them. */
final class TransformerSection {
    /** Linear layers of a layer, in the order in which they are written and run. */
    static final int LINEARS = 6;

    private static final int ATTENTION_OUTPUT = 3;

    /** How linear layers are rounded. */
    interface Rounding {
        /**
         * Writes a linear layer.
         *
         * @param ordinal among all of the model, {@link #LINEARS} a layer
         */
        void write(BertWeights.Linear linear, int ordinal, ByteSink out) throws InterruptedException;
    }

    /** Each weight to the nearest of 8 bits. */
    static final Rounding FINEST = (linear, ordinal, out) -> write(linear, MatrixQuantiser.FINEST, out);

    private TransformerSection() {}

    /** Writes a linear layer, each weight rounded to the nearest multiple of its row's scale. */
    static void write(BertWeights.Linear linear, float step, ByteSink out) {
        MatrixQuantiser.write(linear.weights(), linear.rows(), linear.columns(), step, out);
        halves(linear.biases(), out);
    }

    /** The blocks of the TRANSFORMER section. */
    static List<byte[]> blocks(BertWeights weights, ModelConfig config, Rounding rounding) throws InterruptedException {
        List<byte[]> blocks = new ArrayList<>();
        ByteSink first = new ByteSink();
        MatrixQuantiser.write(
                weights.positions(), config.maxTokens(), config.dimensions(), MatrixQuantiser.FINEST, first);
        norm(weights.embeddingNorm(), first);
        blocks.add(first.toByteArray());
        for (int i = 0; i < weights.layers().size(); i++) {
            BertWeights.Layer layer = weights.layers().get(i);
            List<BertWeights.Linear> linears = List.of(
                    layer.query(), layer.key(), layer.value(), layer.attentionOutput(), layer.up(), layer.down());
            ByteSink block = new ByteSink(2 << 20);
            for (int k = 0; k < LINEARS; k++) {
                rounding.write(linears.get(k), i * LINEARS + k, block);
                if (k == ATTENTION_OUTPUT) {
                    norm(layer.attentionNorm(), block);
                }
            }
            norm(layer.outputNorm(), block);
            blocks.add(block.toByteArray());
        }
        return blocks;
    }

    private static void norm(BertWeights.Norm norm, ByteSink out) {
        halves(norm.weights(), out);
        halves(norm.biases(), out);
    }

    private static void halves(float[] values, ByteSink out) {
        for (float value : values) {
            out.putU16(Float16.fromFloat(value));
        }
    }
}
