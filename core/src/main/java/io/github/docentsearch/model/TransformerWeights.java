package io.github.docentsearch.model;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.WritableRegion;

/**
 * The weights of a transformer, unpacked to 8 bits for the kernels.
 *
 * <p>The TRANSFORMER section is blocked. Its first block has what turns tokens into vectors, every further one a layer:
 *
 * <table>
 * <caption>TRANSFORMER</caption>
 * <tr><th>block</th><th>content</th></tr>
 * <tr><td>0</td><td>positions: {@link PackedMatrix} of maxTokens rows, the model's token type already added; norm</td></tr>
 * <tr><td>1 to layers</td><td>query, key, value, attention output: linear [dimensions][dimensions]; norm; up: linear
 *     [feedForward][dimensions]; down: linear [dimensions][feedForward]; norm</td></tr>
 * </table>
 *
 * A linear is a {@link PackedMatrix}, then its biases, f16[rows]. A norm is its weights, then its biases, f16[dimensions]
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
    final PackedMatrix positions;
    final Norm embeddingNorm;
    final Layer[] layers;

    private TransformerWeights(RowTable tokens, PackedMatrix positions, Norm embeddingNorm, Layer[] layers) {
        this.tokens = tokens;
        this.positions = positions;
        this.embeddingNorm = embeddingNorm;
        this.layers = layers;
    }

    /**
     * Reads the TRANSFORMER and TOKEN_EMBEDDINGS sections, which {@link #areComplete are complete}.
     *
     * @param vocabularySize rows that the token embeddings must have
     * @param allocator gives the memory for the unpacked weights, one byte each
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
        ByteRegion first = present(transformer, 0);
        ByteCursor in = new ByteCursor(first, 0);
        PackedMatrix positions = PackedMatrix.read(in, first, config.dimensions());
        requireRows(positions, config.maxTokens());
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

    private static ByteRegion present(BlockSource blocks, int ordinal) {
        ByteRegion block = blocks.block(ordinal);
        if (block == null) {
            throw new IllegalStateException("A block has gone");
        }
        return block;
    }

    private static void requireRows(PackedMatrix matrix, int rows) {
        if (matrix.rows() != rows) {
            throw new MalformedIndexException("A matrix has " + matrix.rows() + " rows instead of " + rows, 0);
        }
    }

    private static Layer layer(ByteRegion block, ModelConfig config, Allocator allocator) {
        ByteCursor in = new ByteCursor(block, 0);
        int width = config.dimensions();
        int wide = config.feedForward();
        return new Layer(
                linear(in, block, width, width, allocator),
                linear(in, block, width, width, allocator),
                linear(in, block, width, width, allocator),
                linear(in, block, width, width, allocator),
                norm(in, config, allocator),
                linear(in, block, wide, width, allocator),
                linear(in, block, width, wide, allocator),
                norm(in, config, allocator));
    }

    private static Linear linear(ByteCursor in, ByteRegion block, int rows, int columns, Allocator allocator) {
        PackedMatrix packed = PackedMatrix.read(in, block, columns);
        requireRows(packed, rows);
        WritableRegion weights = allocator.allocate(rows * columns);
        WritableRegion scales = allocator.allocate(rows * 4);
        for (int r = 0; r < rows; r++) {
            packed.unpackRow(r, weights, r * columns);
            scales.putFloat(r * 4, packed.scale(r));
        }
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
