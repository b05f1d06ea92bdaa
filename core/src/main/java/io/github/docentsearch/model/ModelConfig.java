package io.github.docentsearch.model;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import org.jspecify.annotations.Nullable;

/**
 * What the encoders of queries share, and the shape of the transformer. Layout of the MODEL_CONFIG section:
 *
 * <table>
 * <caption>MODEL_CONFIG</caption>
 * <tr><th>field</th><th>type</th><th>meaning</th><th>a reader rejects</th></tr>
 * <tr><td>fingerprint</td><td>string</td><td>of the model that embedded the pages</td><td>-</td></tr>
 * <tr><td>queryPrefix</td><td>string</td><td>what stands in front of a query</td><td>-</td></tr>
 * <tr><td>dimensions</td><td>varint</td><td></td><td>not a multiple of 32, or over {@link #MAX_WIDTH}</td></tr>
 * <tr><td>layers, heads</td><td>varint</td><td>no layers: the file has a static table and no transformer</td><td>over {@link #MAX_LAYERS}; heads that do not share the dimensions
 *     evenly, in parts that are multiples of 4</td></tr>
 * <tr><td>feedForward</td><td>varint</td><td>width between the two products of the feed-forward step</td><td>the same as of
 *     dimensions</td></tr>
 * <tr><td>maxTokens</td><td>varint</td><td>positions, and so the longest query in word pieces</td><td>less than 3, or over
 *     {@link #MAX_TOKENS}</td></tr>
 * <tr><td>pooling</td><td>u8</td><td>1: mean over the tokens; 2: the first token</td><td>others</td></tr>
 * <tr><td>layerNormEpsilon</td><td>f32</td><td>the small term under the root</td><td>-</td></tr>
 * </table>
 *
 * @param fingerprint of the model that embedded the pages
 * @param queryPrefix what stands in front of a query, empty for most models
 * @param dimensions length of a vector
 * @param layers number of layers; 0 if there is no transformer, then heads and feedForward are 0 too
 * @param heads attention heads of each layer
 * @param feedForward width between the two products of the feed-forward step
 * @param maxTokens the longest query in word pieces, {@code [CLS]} and {@code [SEP]} included
 * @param clsPooling whether the vector is that of the first token instead of the mean over all
 * @param layerNormEpsilon the small term under the root of the layer norms
 */
public record ModelConfig(
        String fingerprint,
        String queryPrefix,
        int dimensions,
        int layers,
        int heads,
        int feedForward,
        int maxTokens,
        boolean clsPooling,
        float layerNormEpsilon) {
    /** Widths are multiples of this, as kernels go through rows in steps of it. */
    private static final int WIDTH_UNIT = 32;

    static final int MAX_WIDTH = 4096;
    static final int MAX_LAYERS = 48;
    static final int MAX_TOKENS = 512;

    private static final int POOLING_MEAN = 1;
    private static final int POOLING_CLS = 2;

    /** Dimensions of one attention head. */
    int headSize() {
        return dimensions / heads;
    }

    /** Writes the MODEL_CONFIG section. */
    public void write(ByteSink out) {
        out.putString(fingerprint).putString(queryPrefix);
        out.putVarint(dimensions).putVarint(layers).putVarint(heads);
        out.putVarint(feedForward).putVarint(maxTokens);
        out.putByte(clsPooling ? POOLING_CLS : POOLING_MEAN).putFloat(layerNormEpsilon);
    }

    /**
     * Reads the MODEL_CONFIG section.
     *
     * @throws MalformedIndexException if it describes no model that {@link Transformer} can run
     */
    public static ModelConfig read(ByteRegion section) {
        ByteCursor in = new ByteCursor(section, 0);
        String fingerprint = in.nextString();
        String queryPrefix = in.nextString();
        int dimensions = in.nextCount(MAX_WIDTH);
        int layers = in.nextCount(MAX_LAYERS);
        int heads = in.nextCount(MAX_WIDTH / 4);
        int feedForward = in.nextCount(MAX_WIDTH);
        int maxTokens = in.nextCount(MAX_TOKENS);
        int pooling = in.nextU8();
        if (pooling != POOLING_MEAN && pooling != POOLING_CLS) {
            throw new MalformedIndexException("Unknown pooling", in.offset());
        }
        ModelConfig config = new ModelConfig(
                fingerprint,
                queryPrefix,
                dimensions,
                layers,
                heads,
                feedForward,
                maxTokens,
                pooling == POOLING_CLS,
                in.nextFloat());
        if (layers > 0 && !config.canRun()) {
            throw new MalformedIndexException("No model that can be run", in.offset());
        }
        if (dimensions == 0 || dimensions % WIDTH_UNIT != 0 || maxTokens < 3) {
            throw new MalformedIndexException("The model's shape is out of range", in.offset());
        }
        return config;
    }

    /** Whether {@link Transformer} can run a model of this shape. */
    boolean canRun() {
        return isWidth(dimensions)
                && isWidth(feedForward)
                && heads > 0
                && dimensions % (heads * 4) == 0
                && layers > 0
                && layers <= MAX_LAYERS
                && maxTokens >= 3
                && maxTokens <= MAX_TOKENS;
    }

    private static boolean isWidth(int columns) {
        return columns > 0 && columns <= MAX_WIDTH && columns % WIDTH_UNIT == 0;
    }

    /** Why a query model cannot hold a table of such vectors, or {@code null} if it can. */
    public @Nullable String reasonNotToHold() {
        return isWidth(dimensions)
                ? null
                : "its vectors have " + dimensions + " dimensions, not a multiple of 32 up to " + MAX_WIDTH;
    }

    /** Why {@link Transformer} cannot run a model of this shape, or {@code null} if it can. */
    public @Nullable String reasonNotToRun() {
        String reason = reasonNotToHold();
        if (reason != null) {
            return reason;
        }
        if (heads <= 0 || dimensions % (heads * 4) != 0) {
            return heads + " attention heads cannot share " + dimensions + " dimensions in multiples of 4";
        }
        if (!isWidth(feedForward)) {
            return "its feed-forward step is " + feedForward + " wide, not a multiple of 32 up to " + MAX_WIDTH;
        }
        if (layers <= 0 || layers > MAX_LAYERS) {
            return "it has " + layers + " layers, not 1 to " + MAX_LAYERS;
        }
        if (maxTokens < 3 || maxTokens > MAX_TOKENS) {
            return "it reads " + maxTokens + " tokens, not 3 to " + MAX_TOKENS;
        }
        return null;
    }
}
