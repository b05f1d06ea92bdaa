package io.github.docentsearch.search;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.model.MatrixKernels;
import io.github.docentsearch.model.ModelConfig;
import io.github.docentsearch.model.RowTable;
import io.github.docentsearch.model.StaticEncoder;
import io.github.docentsearch.model.Transformer;
import io.github.docentsearch.model.TransformerWeights;
import io.github.docentsearch.text.Unicode;
import io.github.docentsearch.text.Vocabulary;
import io.github.docentsearch.text.WordPieceTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the reader's words into a vector, with what {@code query-model.bin} holds; loads its parts when they arrive.
 *
 * <p>The file has a static table, or a transformer, or both: then the small table answers until the transformer, on request,
 * has been loaded.
 */
public final class QueryEncoder {
    /** Word pieces, punctuation included, that a word of plain English has on average at most. */
    private static final float MAX_PIECES_PER_WORD = 1.5f;

    private final IndexFile file;
    private final MatrixKernels kernels;
    private final Unicode normalizer;
    private final Allocator allocator;

    private @Nullable ModelConfig config;
    private @Nullable WordPieceTokenizer tokenizer;
    private @Nullable StaticEncoder staticEncoder;
    private @Nullable Transformer transformer;

    /** The query's pieces; scratch, overwritten by every query. */
    private int[] tokens = new int[0];

    /** @param file {@code query-model.bin}, of which as much as its head must be there */
    public QueryEncoder(IndexFile file, MatrixKernels kernels, Unicode normalizer, Allocator allocator) {
        this.file = file;
        this.kernels = kernels;
        this.normalizer = normalizer;
        this.allocator = allocator;
    }

    /** Whether the file has a transformer. */
    public boolean hasTransformer() {
        return file.has(IndexFormat.SECTION_TRANSFORMER);
    }

    /** Whether the file has a static table. */
    public boolean hasStaticTable() {
        return file.has(IndexFormat.SECTION_STATIC_TABLE);
    }

    /**
     * Loads the least that {@link #embed} needs: the static table, or where the file has none, the transformer.
     *
     * @return whether all of it is there; if not, the file has noted what must be fetched
     * @throws io.github.docentsearch.bytes.MalformedIndexException if the file is damaged
     */
    public boolean load() {
        if (isLoaded()) {
            return true;
        }
        return hasStaticTable() ? loadStaticTable() : loadTransformer();
    }

    /**
     * Loads the transformer, from then on used by {@link #embed}.
     *
     * @return whether it is there, with all that it needs
     * @throws io.github.docentsearch.bytes.MalformedIndexException if the file is damaged, or has none
     */
    public boolean loadTransformer() {
        if (transformer != null) {
            return true;
        }
        boolean hasTokenizer = loadTokenizer();
        BlockSource weights = file.blocks(IndexFormat.SECTION_TRANSFORMER);
        BlockSource embeddings = file.blocks(IndexFormat.SECTION_TOKEN_EMBEDDINGS);
        boolean complete = TransformerWeights.areComplete(weights, embeddings);
        ModelConfig loadedConfig = config;
        WordPieceTokenizer loadedTokenizer = tokenizer;
        if (complete && hasTokenizer && loadedConfig != null && loadedTokenizer != null) {
            int vocabularySize = loadedTokenizer.vocabulary().size();
            TransformerWeights read =
                    TransformerWeights.read(loadedConfig, vocabularySize, weights, embeddings, allocator);
            transformer = new Transformer(loadedConfig, read, kernels, allocator);
        }
        return transformer != null;
    }

    private boolean loadStaticTable() {
        boolean hasTokenizer = loadTokenizer();
        BlockSource table = file.blocks(IndexFormat.SECTION_STATIC_TABLE);
        boolean complete = RowTable.isComplete(table);
        ModelConfig loadedConfig = config;
        WordPieceTokenizer loadedTokenizer = tokenizer;
        if (complete && hasTokenizer && loadedConfig != null && loadedTokenizer != null) {
            int dimensions = loadedConfig.dimensions();
            RowTable rows = RowTable.read(table, loadedTokenizer.vocabulary().size(), dimensions);
            staticEncoder = new StaticEncoder(rows, dimensions);
        }
        return staticEncoder != null;
    }

    /** Whether {@link #embed} has what it needs; asks for nothing. */
    public boolean isLoaded() {
        return staticEncoder != null || transformer != null;
    }

    /** Whether {@link #embed} answers with the transformer; asks for nothing. */
    public boolean isTransformerLoaded() {
        return transformer != null;
    }

    /** Length of the vectors that {@link #embed} gives, once it is loaded. */
    int dimensions() {
        return config == null ? 0 : config.dimensions();
    }

    private boolean loadTokenizer() {
        ModelConfig loadedConfig = config;
        if (loadedConfig == null) {
            ByteRegion section = file.raw(IndexFormat.SECTION_MODEL_CONFIG);
            if (section != null) {
                loadedConfig = ModelConfig.read(section);
                config = loadedConfig;
            }
        }
        if (tokenizer == null) {
            ByteRegion block = file.blocks(IndexFormat.SECTION_VOCABULARY).block(0);
            if (block != null && loadedConfig != null) {
                tokenizer = new WordPieceTokenizer(Vocabulary.read(block), normalizer);
                tokens = new int[loadedConfig.maxTokens()];
            }
        }
        return tokenizer != null;
    }

    /** Hash of the model that embedded the pages, or {@code null} before the first {@link #load}. */
    public @Nullable String modelFingerprint() {
        return config == null ? null : config.fingerprint();
    }

    /**
     * Whether most words of a text are whole pieces of the model's vocabulary, as plain English is and random letters or other
     * languages are not. False before {@link #load}.
     */
    public boolean knowsWordsOf(String text) {
        WordPieceTokenizer loadedTokenizer = tokenizer;
        if (loadedTokenizer == null) {
            return false;
        }
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = text.charAt(i) > ' ';
            words += letter && !inWord ? 1 : 0;
            inWord = letter;
        }
        return loadedTokenizer.count(text) <= MAX_PIECES_PER_WORD * words;
    }

    /**
     * The vector of a query.
     *
     * @return unit length; all zero if the text has nothing to embed; {@code null} while parts are missing
     */
    public float @Nullable [] embed(String text) {
        boolean loaded = load();
        ModelConfig loadedConfig = config;
        WordPieceTokenizer loadedTokenizer = tokenizer;
        if (!loaded || loadedConfig == null || loadedTokenizer == null) {
            return null;
        }
        if (loadedTokenizer.pieces(text, new int[1]) == 0) {
            return new float[loadedConfig.dimensions()];
        }
        String prefixed = loadedConfig.queryPrefix().isEmpty() ? text : loadedConfig.queryPrefix() + text;
        int count = loadedTokenizer.encode(prefixed, tokens);
        if (transformer != null) {
            return transformer.forward(tokens, count);
        }
        return staticEncoder == null ? null : staticEncoder.embed(tokens, count);
    }

    /**
     * How near a text's parts are to a query, by the static table, which is quick enough for many of them.
     *
     * @param starts where each part begins, ascending
     * @return a cosine for each part; none if the file has no table
     */
    float[] scoresByTable(String query, String text, int[] starts) {
        StaticEncoder table = staticEncoder;
        WordPieceTokenizer loadedTokenizer = tokenizer;
        if (table == null || loadedTokenizer == null || starts.length < 2) {
            return new float[0];
        }
        float[] asked = table.embed(tokens, loadedTokenizer.encode(query, tokens));
        float[] scores = new float[starts.length];
        for (int i = 0; i < starts.length; i++) {
            String part = text.substring(starts[i], i + 1 < starts.length ? starts[i + 1] : text.length());
            float[] vector = table.embed(tokens, loadedTokenizer.encode(part, tokens));
            for (int d = 0; d < asked.length; d++) {
                scores[i] += asked[d] * vector[d];
            }
        }
        return scores;
    }
}
