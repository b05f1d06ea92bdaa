package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.model.ModelConfig;
import io.github.docentsearch.model.RowTable;
import io.github.docentsearch.model.StaticEncoder;
import io.github.docentsearch.text.Vocabulary;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code query-model.bin}: fits a static table to a site, rounds the transformer to few bits, and checks both against the
 * model that embedded the pages.
 */
public final class QueryModelBuilder {
    /** Which encoders the file gets. */
    public enum Encoders {
        STATIC,
        TRANSFORMER,
        BOTH
    }

    /** Gives the model's vectors of queries, from a cache where it can. */
    @FunctionalInterface
    public interface QueryEmbedding {
        /**
         * @param texts as a reader types them; what the model wants in front of a query is added here
         * @param what names the texts in the log
         */
        float[][] embed(List<String> texts, String what) throws IOException, InterruptedException;
    }

    /**
     * What was built.
     *
     * @param pieces word pieces that the encoders know
     * @param staticAgreement of the static table, or {@code null} if there is none
     * @param transformerAgreement of the transformer, or {@code null} if there is none
     * @param transformerBits how the transformer was rounded, in words, or {@code null} if there is none
     */
    public record Result(
            int pieces,
            @Nullable EncoderAgreement staticAgreement,
            @Nullable EncoderAgreement transformerAgreement,
            @Nullable String transformerBits) {}

    /** Word pieces of a query that the browser reads, {@code [CLS]} and {@code [SEP]} included. */
    public static final int MAX_QUERY_TOKENS = 64;

    /** Rows of a table; with 384 dimensions and the vocabulary, less than 2 MB. */
    static final int MAX_PIECES = 9_000;

    private static final int MAX_PSEUDO_QUERIES = 24_000;

    /** Texts that have words in them which the site may not use. */
    private static final int MAX_MIXED = 4_000;

    /** Pseudo-queries that are kept from fitting, to measure with; one in so many, and at most so many. */
    private static final int KEPT_APART = 25;

    private static final int MAX_KEPT_APART = 200;

    /** Of the static table's rows, see {@link MatrixQuantiser#scale}: they take 4 bits a number. */
    private static final float TABLE_STEP = 0.28f;

    /** What a rounded transformer must reach. */
    private static final double LEAST_COSINE = 0.975;

    private static final double LEAST_OVERLAP = 0.88;

    private final SentenceModel model;
    private final QueryEmbedding queries;
    private final int passageTokens;
    private final int threads;
    private final Consumer<String> log;

    /**
     * @param queries embeds with {@code model}
     * @param passageTokens word pieces that were read of a passage for its vector
     * @param threads for fitting, at least 1
     * @param log hears what was chosen and why
     */
    public QueryModelBuilder(
            SentenceModel model, QueryEmbedding queries, int passageTokens, int threads, Consumer<String> log) {
        this.model = model;
        this.queries = queries;
        this.passageTokens = passageTokens;
        this.threads = threads;
        this.log = log;
    }

    /**
     * Checks in little time what {@link #build} would refuse after long work.
     *
     * @param dimensions of the model's vectors
     * @throws ModelException if the browser cannot run the model, or no query model can hold its vectors
     */
    public static void check(SentenceModel model, int dimensions, Encoders encoders) {
        config(model, encoders == Encoders.STATIC ? null : BertWeights.of(model), dimensions);
    }

    /**
     * Fits, rounds, checks, and adds the sections of the query model to {@code file}.
     *
     * @param passages all of the site
     * @param vectors the model's vectors of the passages: of heading, context and text
     * @throws ModelException if a transformer is asked for and the browser cannot run the model; the message gives the reason
     */
    public Result build(List<Passage> passages, float[][] vectors, Encoders encoders, IndexFileWriter file)
            throws IOException, InterruptedException {
        Vocabulary vocabulary = SiteVocabulary.choose(model, passages, MAX_PIECES);
        WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary, new JdkUnicode());
        BertWeights weights = encoders == Encoders.STATIC ? null : BertWeights.of(model);
        int dimensions = weights != null ? weights.dimensions() : vectors[0].length;
        ModelConfig config = config(model, weights, dimensions);
        addShared(file, config, vocabulary);

        List<String> texts = PseudoQueries.from(passages, MAX_PSEUDO_QUERIES);
        int kept = Math.min(MAX_KEPT_APART, texts.size() / KEPT_APART);
        Examples examples = Examples.of(texts, kept);
        float[][] apartVectors = queries.embed(examples.apart, "texts to check the encoders with");
        Judge judge = (actual, what) -> {
            EncoderAgreement agreement = EncoderAgreement.measure(actual, apartVectors, vectors);
            report(what, agreement);
            return agreement;
        };
        EncoderAgreement staticAgreement = null;
        if (encoders != Encoders.TRANSFORMER) {
            float[] table = staticTable(vocabulary, tokenizer, examples.fitted, passages, vectors, dimensions);
            List<byte[]> blocks = tableBlocks(table, dimensions, TABLE_STEP);
            file.addBlocked(IndexFormat.SECTION_STATIC_TABLE, blocks);
            RowTable rows = RowTable.read(new InMemoryBlocks(blocks), vocabulary.size(), dimensions);
            StaticEncoder encoder = new StaticEncoder(rows, dimensions);
            float[][] actual = new float[apartVectors.length][];
            int[] tokens = new int[config.maxTokens()];
            for (int i = 0; i < actual.length; i++) {
                int count = tokenizer.encode(config.queryPrefix() + examples.apart.get(i), tokens);
                actual[i] = encoder.embed(tokens, count);
            }
            staticAgreement = judge.judge(actual, "Static table of " + vocabulary.size() + " word pieces");
        }
        if (weights == null) {
            return new Result(vocabulary.size(), staticAgreement, null, null);
        }
        try (Workers workers = new Workers("docent-query-model", threads)) {
            log.accept("Rounding the transformer");
            TransformerBuilder transformer = new TransformerBuilder(
                    config,
                    weights,
                    embeddings(model, weights, vocabulary),
                    vocabulary,
                    tokenizer,
                    examples.fitted,
                    SiteVocabulary.commonWords(model),
                    workers);
            return withTransformer(transformer, examples.apart, judge, vocabulary.size(), staticAgreement, file);
        }
    }

    /** Measures vectors of the texts kept apart, and reports. */
    private interface Judge {
        EncoderAgreement judge(float[][] actual, String what);
    }

    /** Rounds ever more finely until the transformer agrees with the model. */
    private Result withTransformer(
            TransformerBuilder transformer,
            List<String> apart,
            Judge judge,
            int pieces,
            @Nullable EncoderAgreement staticAgreement,
            IndexFileWriter file)
            throws InterruptedException {
        for (int rung = 0; ; rung++) {
            TransformerPlan plan = TransformerPlan.LADDER.get(rung);
            TransformerBuilder.Rounded rounded = transformer.round(plan);
            EncoderAgreement agreement =
                    judge.judge(transformer.embed(rounded, apart), "Transformer at " + plan.name());
            boolean enough = agreement.meanCosine() >= LEAST_COSINE && agreement.overlapAt10() >= LEAST_OVERLAP;
            if (!enough && rung + 1 < TransformerPlan.LADDER.size()) {
                continue;
            }
            if (!enough) {
                log.accept(String.format(
                        Locale.ROOT,
                        "The transformer stays below a cosine of %.3f or %.0f %% of the ten nearest at every"
                                + " number of bits: set 'queryEncoder' to static, or choose another 'model'",
                        LEAST_COSINE,
                        LEAST_OVERLAP * 100));
            }
            file.addBlocked(IndexFormat.SECTION_TOKEN_EMBEDDINGS, rounded.embeddings());
            file.addBlocked(IndexFormat.SECTION_TRANSFORMER, rounded.layers());
            return new Result(pieces, staticAgreement, agreement, plan.name());
        }
    }

    /**
     * Adds a query model that no site has shaped: the whole vocabulary, and a transformer at 8 bits. It is what smaller ones are
     * measured against.
     *
     * @throws ModelException if the browser cannot run the model; the message gives the reason
     */
    public static void addFinest(SentenceModel model, IndexFileWriter file) throws InterruptedException {
        BertWeights weights = BertWeights.of(model);
        Vocabulary vocabulary = Vocabulary.of(model.pieces());
        ModelConfig config = config(model, weights, weights.dimensions());
        addShared(file, config, vocabulary);
        float[] embeddings = embeddings(model, weights, vocabulary);
        file.addBlocked(
                IndexFormat.SECTION_TOKEN_EMBEDDINGS,
                tableBlocks(embeddings, weights.dimensions(), MatrixQuantiser.FINEST));
        file.addBlocked(
                IndexFormat.SECTION_TRANSFORMER, TransformerSection.blocks(weights, config, TransformerSection.FINEST));
    }

    private void report(String what, EncoderAgreement agreement) {
        log.accept(String.format(
                Locale.ROOT,
                "%s: cosine %.3f to the model (5th percentile %.3f), %.0f %% of the ten nearest, on %d texts kept apart",
                what,
                agreement.meanCosine(),
                agreement.fifthPercentileCosine(),
                agreement.overlapAt10() * 100,
                agreement.texts()));
    }

    static ModelConfig config(SentenceModel model, @Nullable BertWeights weights, int dimensions) {
        boolean cls = model.pooling() == SentenceModel.Pooling.CLS;
        if (weights == null) {
            ModelConfig config = new ModelConfig(
                    model.fingerprint(), model.queryPrefix(), dimensions, 0, 0, 0, MAX_QUERY_TOKENS, cls, 0);
            String reason = config.reasonNotToHold();
            if (reason != null) {
                throw new ModelException("<model>: no query model can be made for " + model.name() + ": " + reason
                        + ". Choose another model.");
            }
            return config;
        }
        ModelConfig config = new ModelConfig(
                model.fingerprint(),
                model.queryPrefix(),
                dimensions,
                weights.layers().size(),
                weights.heads(),
                weights.layers().get(0).up().rows(),
                Math.min(MAX_QUERY_TOKENS, weights.positions().length / dimensions),
                cls,
                weights.layerNormEpsilon());
        String reason = config.reasonNotToRun();
        if (reason == null && layerSize(config) > IndexFormat.MAX_BLOCK_SIZE) {
            reason = "a layer takes " + layerSize(config) + " bytes, of at most " + IndexFormat.MAX_BLOCK_SIZE;
        }
        if (reason != null) {
            throw new ModelException("<model>: the browser cannot run " + model.name() + ": " + reason
                    + ". Choose another model, or set 'queryEncoder' to static.");
        }
        return config;
    }

    /** Bytes of a layer: matrices of a byte a weight, for each row a scale and a bias, and both layer norms, in 16 bits. */
    private static long layerSize(ModelConfig config) {
        long width = config.dimensions();
        long rows = 5 * width + config.feedForward();
        return 4 * width * width + 2 * width * config.feedForward() + 4 * rows + 8 * width;
    }

    /** Adds what both encoders need. */
    static void addShared(IndexFileWriter file, ModelConfig config, Vocabulary vocabulary) {
        ByteSink section = new ByteSink();
        config.write(section);
        file.addRaw(IndexFormat.SECTION_MODEL_CONFIG, section.toByteArray());
        section = new ByteSink();
        vocabulary.write(section);
        file.addBlocked(IndexFormat.SECTION_VOCABULARY, List.of(section.toByteArray()));
    }

    /** Texts to fit to, and texts to check with, drawn evenly. */
    private record Examples(List<String> fitted, List<String> apart) {
        static Examples of(List<String> texts, int kept) {
            List<String> fitted = new ArrayList<>();
            List<String> apart = new ArrayList<>();
            int stride = kept == 0 ? 0 : texts.size() / kept;
            for (int i = 0; i < texts.size(); i++) {
                boolean keep = kept > 0 && i % stride == stride / 2 && apart.size() < kept;
                (keep ? apart : fitted).add(texts.get(i));
            }
            return new Examples(fitted, apart);
        }
    }

    private float[] staticTable(
            Vocabulary vocabulary,
            WordPieceTokenizer tokenizer,
            List<String> own,
            List<Passage> passages,
            float[][] passageVectors,
            int dimensions)
            throws IOException, InterruptedException {
        List<String> alone = new ArrayList<>();
        for (int ordinal = 0; ordinal < vocabulary.size(); ordinal++) {
            String piece = vocabulary.piece(ordinal);
            boolean special = piece.length() > 1 && piece.startsWith("[");
            alone.add(special ? "" : piece.startsWith("##") && piece.length() > 2 ? piece.substring(2) : piece);
        }
        float[][] vectorsAlone = queries.embed(alone, "word pieces");
        float[] flatAlone = new float[vocabulary.size() * dimensions];
        for (int ordinal = 0; ordinal < vectorsAlone.length; ordinal++) {
            System.arraycopy(vectorsAlone[ordinal], 0, flatAlone, ordinal * dimensions, dimensions);
        }
        List<String> texts = new ArrayList<>(own);
        texts.addAll(PseudoQueries.mixed(passages, MAX_MIXED, SiteVocabulary.commonWords(model)));
        float[][] textVectors = queries.embed(texts, "texts like queries");
        int[][] bags = new int[texts.size() + passages.size()][];
        float[][] targets = new float[bags.length][];
        int[] tokens = new int[passageTokens];
        for (int i = 0; i < bags.length; i++) {
            boolean passage = i >= texts.size();
            Passage from = passage ? passages.get(i - texts.size()) : null;
            String text = from == null ? texts.get(i) : from.heading() + '\n' + from.context() + '\n' + from.text();
            bags[i] = Arrays.copyOf(tokens, tokenizer.encode(text, tokens));
            targets[i] = passage ? passageVectors[i - texts.size()] : textVectors[i];
        }
        log.accept("Fitting a static table to " + bags.length + " texts");
        return new StaticTableTrainer(dimensions, bags, targets, flatAlone).train(threads);
    }

    /** A table as the blocks of its section, its rows rounded at {@code step}. */
    static List<byte[]> tableBlocks(float[] table, int dimensions, float step) {
        List<byte[]> blocks = new ArrayList<>();
        int rows = table.length / dimensions;
        for (int from = 0; from < rows; from += RowTable.ROWS_PER_BLOCK) {
            int to = Math.min(rows, from + RowTable.ROWS_PER_BLOCK);
            float[] part = Arrays.copyOfRange(table, from * dimensions, to * dimensions);
            ByteSink block = new ByteSink(part.length);
            MatrixQuantiser.write(part, to - from, dimensions, step, block);
            blocks.add(block.toByteArray());
        }
        return blocks;
    }

    /** The rows of the token embeddings that the vocabulary names. */
    static float[] embeddings(SentenceModel model, BertWeights weights, Vocabulary vocabulary) {
        int width = weights.dimensions();
        int[] ids = model.idsOf(vocabulary);
        float[] table = new float[ids.length * width];
        for (int ordinal = 0; ordinal < ids.length; ordinal++) {
            System.arraycopy(weights.tokenEmbeddings(), ids[ordinal] * width, table, ordinal * width, width);
        }
        return table;
    }
}
