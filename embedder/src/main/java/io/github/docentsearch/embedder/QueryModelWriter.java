package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.model.Float16;
import io.github.docentsearch.model.ModelConfig;
import io.github.docentsearch.model.TransformerWeights;
import io.github.docentsearch.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** Puts the weights of a sentence model, rounded to few bits, into the sections of {@code query-model.bin}. */
public final class QueryModelWriter {
    /** Word pieces of a query that the browser reads, {@code [CLS]} and {@code [SEP]} included. */
    public static final int MAX_QUERY_TOKENS = 64;

    private final SentenceModel model;

    public QueryModelWriter(SentenceModel model) {
        this.model = model;
    }

    /**
     * Adds the transformer, with 8 bits a weight, and its whole vocabulary.
     *
     * @throws ModelException if the browser cannot run the model; the message gives the reason
     */
    public void addTransformer(IndexFileWriter file) {
        BertWeights weights = BertWeights.of(model);
        ModelConfig config = config(weights);
        Vocabulary vocabulary = Vocabulary.of(model.pieces());
        ByteSink section = new ByteSink();
        config.write(section);
        file.addRaw(IndexFormat.SECTION_MODEL_CONFIG, section.toByteArray());
        section = new ByteSink();
        vocabulary.write(section);
        file.addBlocked(IndexFormat.SECTION_VOCABULARY, List.of(section.toByteArray()));
        file.addBlocked(IndexFormat.SECTION_TOKEN_EMBEDDINGS, tokenEmbeddings(weights, vocabulary));
        file.addBlocked(IndexFormat.SECTION_TRANSFORMER, transformer(weights, config));
    }

    private ModelConfig config(BertWeights weights) {
        ModelConfig config = new ModelConfig(
                model.fingerprint(),
                model.queryPrefix(),
                weights.dimensions(),
                weights.layers().size(),
                weights.heads(),
                weights.layers().get(0).up().rows(),
                Math.min(MAX_QUERY_TOKENS, weights.positions().length / weights.dimensions()),
                model.pooling() == SentenceModel.Pooling.CLS,
                weights.layerNormEpsilon());
        String reason = config.reasonNotToRun();
        if (reason != null) {
            throw new ModelException("Parameter 'model': the browser cannot run " + model.name() + ": " + reason + ".");
        }
        return config;
    }

    private List<byte[]> tokenEmbeddings(BertWeights weights, Vocabulary vocabulary) {
        int width = weights.dimensions();
        int[] ids = model.idsOf(vocabulary);
        List<byte[]> blocks = new ArrayList<>();
        for (int from = 0; from < ids.length; from += TransformerWeights.TOKENS_PER_BLOCK) {
            int rows = Math.min(TransformerWeights.TOKENS_PER_BLOCK, ids.length - from);
            float[] table = new float[rows * width];
            for (int r = 0; r < rows; r++) {
                System.arraycopy(weights.tokenEmbeddings(), ids[from + r] * width, table, r * width, width);
            }
            ByteSink block = new ByteSink(rows * width);
            MatrixQuantiser.write(table, rows, width, 8, block);
            blocks.add(block.toByteArray());
        }
        return blocks;
    }

    private static List<byte[]> transformer(BertWeights weights, ModelConfig config) {
        List<byte[]> blocks = new ArrayList<>();
        ByteSink first = new ByteSink();
        MatrixQuantiser.write(weights.positions(), config.maxTokens(), config.dimensions(), 8, first);
        norm(weights.embeddingNorm(), first);
        blocks.add(first.toByteArray());
        for (BertWeights.Layer layer : weights.layers()) {
            ByteSink block = new ByteSink(2 << 20);
            linear(layer.query(), 8, block);
            linear(layer.key(), 8, block);
            linear(layer.value(), 8, block);
            linear(layer.attentionOutput(), 8, block);
            norm(layer.attentionNorm(), block);
            linear(layer.up(), 8, block);
            linear(layer.down(), 8, block);
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
