package io.github.docentsearch.model;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.WritableRegion;

/**
 * The weights of a transformer: matrices in place, all else as float32 for the kernels.
 *
 * <p>The TRANSFORMER section is blocked. Its first block has what turns tokens into vectors, every further one a layer:
 *
 * <table>
 * <caption>TRANSFORMER</caption>
 * <tr><th>block</th><th>content</th></tr>
 * <tr><td>0</td><td>positions: {@link ByteMatrix} of maxTokens rows, the model's token type already added; norm</td></tr>
 * <tr><td>1 to layers</td><td>query, key, value, attention output: linear [dimensions][dimensions]; norm; up: linear
 *     [feedForward][dimensions]; down: linear [dimensions][feedForward]; norm</td></tr>
 * </table>
 *
 * A linear is a {@link ByteMatrix}, then its biases, f16[rows]. A norm is its weights, then its biases, f16[dimensions]
 * each.
 *
 * <p>The TOKEN_EMBEDDINGS section is a {@link RowTable} of the vocabulary's pieces.
 */
public final class TransformerWeights {
    /** y = x · weightsᵀ + biases. */
    record Linear(int rows, int columns, ByteRegion weights, ByteRegion scales, ByteRegion biases) {}

    /** Layer norm. */
    record Norm(ByteRegion weights, ByteRegion biases) {}

    record Layer(
            Linear query,
            Linear key,
            Linear value,
            Linear attentionOutput,
            Norm attentionNorm,
            Linear up,
            Linear down,
            Norm outputNorm) {}

    final RowTable tokens;
    final ByteMatrix positions;
    final Norm embeddingNorm;
    final Layer[] layers;

    private TransformerWeights(RowTable tokens, ByteMatrix positions, Norm embeddingNorm, Layer[] layers) {
        this.tokens = tokens;
        this.positions = positions;
        this.embeddingNorm = embeddingNorm;
        this.layers = layers;
    }

    /**
     * Reads the TRANSFORMER and TOKEN_EMBEDDINGS sections, which {@link #areComplete are complete}.
     *
     * @param vocabularySize rows that the token embeddings must have
     * @param allocator gives the memory for scales, biases and norms
     * @throws MalformedIndexException if a shape is not what {@code config} says
     */
    public static TransformerWeights read(
            ModelConfig config,
            int vocabularySize,
            BlockSource transformer,
            BlockSource tokenEmbeddings,
            Allocator allocator) {
        if (transformer.count() != config.layers() + 1) {
            throw new MalformedIndexException("The transformer has a wrong number of blocks", 0);
        }
        RowTable tokens = RowTable.read(tokenEmbeddings, vocabularySize, config.dimensions());
        ByteCursor in = present(transformer, 0);
        ByteMatrix positions = ByteMatrix.read(in, config.maxTokens(), config.dimensions());
        Norm embeddingNorm = norm(in, config, allocator);
        Layer[] layers = new Layer[config.layers()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer(present(transformer, i + 1), config, allocator);
        }
        return new TransformerWeights(tokens, positions, embeddingNorm, layers);
    }

    /** Whether every block of both sections is there; those that are not have been asked for. */
    public static boolean areComplete(BlockSource transformer, BlockSource tokenEmbeddings) {
        boolean complete = RowTable.isComplete(transformer);
        return RowTable.isComplete(tokenEmbeddings) && complete;
    }

    private static ByteCursor present(BlockSource blocks, int ordinal) {
        ByteRegion block = blocks.block(ordinal);
        if (block == null) {
            throw new IllegalStateException("A block is missing");
        }
        return new ByteCursor(block, 0);
    }

    private static Layer layer(ByteCursor in, ModelConfig config, Allocator allocator) {
        int width = config.dimensions();
        int wide = config.feedForward();
        return new Layer(
                linear(in, width, width, allocator),
                linear(in, width, width, allocator),
                linear(in, width, width, allocator),
                linear(in, width, width, allocator),
                norm(in, config, allocator),
                linear(in, wide, width, allocator),
                linear(in, width, wide, allocator),
                norm(in, config, allocator));
    }

    private static Linear linear(ByteCursor in, int rows, int columns, Allocator allocator) {
        ByteRegion weights = in.nextSlice(rows * columns);
        ByteRegion scales = halves(in, rows, allocator);
        return new Linear(rows, columns, weights, scales, halves(in, rows, allocator));
    }

    private static Norm norm(ByteCursor in, ModelConfig config, Allocator allocator) {
        ByteRegion weights = halves(in, config.dimensions(), allocator);
        return new Norm(weights, halves(in, config.dimensions(), allocator));
    }

    /** f32 of {@code count} f16 at the cursor. */
    private static ByteRegion halves(ByteCursor in, int count, Allocator allocator) {
        WritableRegion floats = allocator.allocate(count * 4);
        for (int i = 0; i < count; i++) {
            floats.putFloat(i * 4, Float16.toFloat(in.nextU16()));
        }
        return floats;
    }
}
