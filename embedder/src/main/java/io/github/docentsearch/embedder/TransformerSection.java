package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.model.Float16;
import io.github.docentsearch.model.ModelConfig;
import java.util.ArrayList;
import java.util.List;

/** Rounds a transformer's weights and writes them as {@link io.github.docentsearch.model.TransformerWeights} reads them. */
final class TransformerSection {
    private static final int POSITION_BITS = 8;

    private TransformerSection() {}

    /** The blocks of the TRANSFORMER section. */
    static List<byte[]> blocks(BertWeights weights, ModelConfig config, TransformerPlan plan) {
        List<byte[]> blocks = new ArrayList<>();
        ByteSink first = new ByteSink();
        MatrixQuantiser.write(weights.positions(), config.maxTokens(), config.dimensions(), POSITION_BITS, first);
        norm(weights.embeddingNorm(), first);
        blocks.add(first.toByteArray());
        int layers = weights.layers().size();
        for (int i = 0; i < layers; i++) {
            BertWeights.Layer layer = weights.layers().get(i);
            int base = plan.base(i, layers);
            ByteSink block = new ByteSink(2 << 20);
            linear(layer.query(), base, block);
            linear(layer.key(), base, block);
            linear(layer.value(), plan.values(i, layers), block);
            linear(layer.attentionOutput(), base, block);
            norm(layer.attentionNorm(), block);
            linear(layer.up(), plan.up(i, layers), block);
            linear(layer.down(), base, block);
            norm(layer.outputNorm(), block);
            blocks.add(block.toByteArray());
        }
        return blocks;
    }

    private static void linear(BertWeights.Linear linear, int bits, ByteSink out) {
        MatrixQuantiser.write(linear.weights(), linear.rows(), linear.columns(), bits, out);
        halves(linear.biases(), out);
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
