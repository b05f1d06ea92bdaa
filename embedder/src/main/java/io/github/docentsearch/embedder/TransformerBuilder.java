package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.BlockSource;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.embedder.InputRecorder.Input;
import io.github.docentsearch.model.MatrixKernels;
import io.github.docentsearch.model.ModelConfig;
import io.github.docentsearch.model.PlainMatrixKernels;
import io.github.docentsearch.model.Transformer;
import io.github.docentsearch.model.TransformerWeights;
import io.github.docentsearch.text.Vocabulary;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds a transformer by a plan, to suit texts like those of a site, and runs what comes of it. */
final class TransformerBuilder {
    /** Texts that show what goes into the linear layers, and those of them that may be the site's own. */
    private static final int MAX_SHOWN = 160;

    private static final int MAX_OWN_SHOWN = 120;

    /** Common words of a text that is made up of nothing else. */
    private static final int WORDS_OF_A_TEXT = 7;

    private static final int TEXTS_PER_TASK = 5;

    /**
     * What was rounded.
     *
     * @param embeddings blocks of the TOKEN_EMBEDDINGS section
     * @param layers blocks of the TRANSFORMER section
     */
    record Rounded(List<byte[]> embeddings, List<byte[]> layers) {}

    private final ModelConfig config;
    private final BertWeights weights;
    private final float[] embeddings;
    private final Vocabulary vocabulary;
    private final WordPieceTokenizer tokenizer;
    private final Workers workers;

    /** For each linear layer what goes into it; query, key and value share theirs. */
    private final InputMoments[] inputs;

    /**
     * @param shown texts like queries of the site
     * @param commonWords of the model's language, the most frequent first
     */
    TransformerBuilder(
            ModelConfig config,
            BertWeights weights,
            float[] embeddings,
            Vocabulary vocabulary,
            WordPieceTokenizer tokenizer,
            List<String> shown,
            List<String> commonWords,
            Workers workers)
            throws InterruptedException {
        this.config = config;
        this.weights = weights;
        this.embeddings = embeddings;
        this.vocabulary = vocabulary;
        this.tokenizer = tokenizer;
        this.workers = workers;
        this.inputs = observe(shown(shown, commonWords));
    }

    /** Some of {@code own}, drawn evenly, and texts of common words, which readers use though the site may not. */
    private static List<String> shown(List<String> own, List<String> commonWords) {
        List<String> texts = new ArrayList<>();
        int stride = Math.max(1, (own.size() + MAX_OWN_SHOWN - 1) / MAX_OWN_SHOWN);
        for (int i = 0; i < own.size(); i += stride) {
            texts.add(own.get(i));
        }
        int most = MAX_SHOWN - texts.size();
        for (int i = 0; i < most && i + WORDS_OF_A_TEXT * most <= commonWords.size(); i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < WORDS_OF_A_TEXT; k++) {
                text.append(commonWords.get(i + k * most)).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private InputMoments[] observe(List<String> texts) throws InterruptedException {
        Rounded finest = round(MatrixQuantiser.FINEST, TransformerSection.FINEST);
        TransformerWeights read = read(finest);
        int[][] bags = tokens(texts);
        List<List<Input>> observed = new ArrayList<>();
        for (int i = 0; i < bags.length; i++) {
            observed.add(List.of());
        }
        workers.run(bags.length, TEXTS_PER_TASK, (from, to) -> {
            for (int i = from; i < to; i++) {
                InputRecorder recorder = new InputRecorder();
                new Transformer(config, read, recorder, HeapRegion::allocate).forward(bags[i], bags[i].length);
                observed.set(i, recorder.inputs());
            }
        });
        InputMoments[] moments = new InputMoments[config.layers() * TransformerSection.LINEARS];
        int[] own =
                IntStream.range(0, moments.length).filter(i -> !sharesInput(i)).toArray();
        workers.run(own.length, 1, (from, to) -> {
            List<Input> inputsOfOne = observed.stream()
                    .map(inputsOfText -> inputsOfText.get(own[from]))
                    .toList();
            moments[own[from]] = InputMoments.of(inputsOfOne);
        });
        for (int i = 0; i < moments.length; i++) {
            moments[i] = sharesInput(i) ? moments[i - 1] : moments[i];
        }
        return moments;
    }

    /** Whether a linear layer's input is that of the one before: those of key and value are. */
    private static boolean sharesInput(int ordinal) {
        int k = ordinal % TransformerSection.LINEARS;
        return k == 1 || k == 2;
    }

    /** The transformer, rounded by a plan. */
    Rounded round(TransformerPlan plan) throws InterruptedException {
        CompensatedRounding rounding = new CompensatedRounding(workers);
        return round(plan.step(), (linear, ordinal, out) -> rounding.write(linear, inputs[ordinal], plan.step(), out));
    }

    private Rounded round(float step, TransformerSection.Rounding rounding) throws InterruptedException {
        return new Rounded(
                QueryModelBuilder.tableBlocks(embeddings, config.dimensions(), step),
                TransformerSection.blocks(weights, config, rounding));
    }

    private TransformerWeights read(Rounded rounded) {
        BlockSource layers = new InMemoryBlocks(rounded.layers());
        BlockSource tokens = new InMemoryBlocks(rounded.embeddings());
        return TransformerWeights.read(config, vocabulary.size(), layers, tokens, HeapRegion::allocate);
    }

    /** The vectors that a rounded transformer gives. */
    float[][] embed(Rounded rounded, List<String> texts) throws InterruptedException {
        TransformerWeights read = read(rounded);
        MatrixKernels kernels = new PlainMatrixKernels();
        int[][] bags = tokens(texts);
        float[][] vectors = new float[bags.length][];
        workers.run(bags.length, TEXTS_PER_TASK, (from, to) -> {
            Transformer transformer = new Transformer(config, read, kernels, HeapRegion::allocate);
            for (int i = from; i < to; i++) {
                vectors[i] = transformer.forward(bags[i], bags[i].length);
            }
        });
        return vectors;
    }

    private int[][] tokens(List<String> texts) {
        int[][] bags = new int[texts.size()][];
        int[] tokens = new int[config.maxTokens()];
        for (int i = 0; i < bags.length; i++) {
            int count = tokenizer.encode(config.queryPrefix() + texts.get(i), tokens);
            bags[i] = Arrays.copyOf(tokens, count);
        }
        return bags;
    }
}
