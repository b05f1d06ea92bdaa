package io.github.docentsearch.embedder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Embeds texts with ONNX Runtime, on all cores.
 *
 * <p>Texts are sorted by their number of tokens, and a batch holds only texts of one length: so nothing is padded, no
 * time goes into multiplying zeros, and a vector does not depend on what else is in its batch. Each core works on a
 * batch of its own, with one ONNX Runtime thread: cores never wait for each other inside a matrix product.
 */
public final class OnnxTextEmbedder implements DocumentEmbedder, AutoCloseable {
    /** Word pieces of a text that are read, {@code [CLS]} and {@code [SEP]} included; further ones are left out. */
    public static final int DEFAULT_MAX_TOKENS = 256;

    /** A batch is filled up to this many tokens: enough to use the caches well, few enough not to overflow them. */
    private static final int TOKENS_PER_BATCH = 512;

    private final SentenceModel model;
    private final WordPieceTokenizer tokenizer;
    private final int[] ids;
    private final int maxTokens;
    private final int threads;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> inputs;
    private final int dimensions;

    /** Runs {@code model} with texts of up to {@link #DEFAULT_MAX_TOKENS} tokens, on all cores. */
    public OnnxTextEmbedder(SentenceModel model) {
        this(model, DEFAULT_MAX_TOKENS, Runtime.getRuntime().availableProcessors());
    }

    /**
     * @param maxTokens tokens of a text that are read, 3 to 512
     * @param threads batches at work at one time, at least 1
     * @throws ModelException if ONNX Runtime cannot load the model, or the model is not a sentence encoder
     */
    public OnnxTextEmbedder(SentenceModel model, int maxTokens, int threads) {
        if (maxTokens < 3 || maxTokens > 512) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + ", not from 3 to 512");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", not at least 1");
        }
        this.model = model;
        this.maxTokens = maxTokens;
        this.threads = threads;
        tokenizer = model.newTokenizer();
        ids = model.idsOf(tokenizer.vocabulary());
        environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(model.onnx(), options);
        } catch (OrtException e) {
            throw new ModelException(
                    "<model>: ONNX Runtime cannot load " + model.name() + ": " + e.getMessage() + ".", e);
        }
        inputs = session.getInputNames();
        try {
            dimensions = probe();
        } catch (ModelException e) {
            close();
            throw e;
        }
    }

    /** Length of the vectors that the model gives. */
    private int probe() {
        if (!inputs.contains("input_ids") || !inputs.contains("attention_mask")) {
            throw new ModelException("<model>: " + model.name() + " takes the inputs " + inputs
                    + "; a BERT sentence model takes input_ids and attention_mask.");
        }
        return embedBatch(new int[][] {{ids[0], ids[0]}}).get(0).length;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    /** The model that is run. */
    public SentenceModel model() {
        return model;
    }

    /** The model's hash, and the number of tokens read of a text: both decide what a text's vector is. */
    @Override
    public String fingerprint() {
        return model.fingerprint() + "-" + maxTokens;
    }

    @Override
    public float[] embedQuery(String text) {
        int[] tokens = tokens(text, model.queryPrefix());
        return tokens.length == 0
                ? new float[dimensions]
                : embedBatch(new int[][] {tokens}).get(0);
    }

    @Override
    public float[][] embedAll(List<String> texts, Progress progress) throws InterruptedException {
        return embed(texts, model.passagePrefix(), progress);
    }

    /** The same model as it embeds queries: with what it wants in front of them; shares this one's session. */
    public DocumentEmbedder forQueries() {
        return new DocumentEmbedder() {
            @Override
            public int dimensions() {
                return dimensions;
            }

            @Override
            public float[] embedQuery(String text) {
                return OnnxTextEmbedder.this.embedQuery(text);
            }

            @Override
            public float[][] embedAll(List<String> texts, Progress progress) throws InterruptedException {
                return embed(texts, model.queryPrefix(), progress);
            }

            @Override
            public String fingerprint() {
                boolean same = model.queryPrefix().equals(model.passagePrefix());
                return OnnxTextEmbedder.this.fingerprint() + (same ? "" : "-queries");
            }
        };
    }

    private float[][] embed(List<String> texts, String prefix, Progress progress) throws InterruptedException {
        float[][] vectors = new float[texts.size()][];
        List<List<Waiting>> byLength = new ArrayList<>();
        for (int length = 0; length <= maxTokens; length++) {
            byLength.add(new ArrayList<>());
        }
        Map<String, Waiting> seen = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Waiting waiting = seen.get(text);
            if (waiting == null) {
                waiting = new Waiting(tokens(text, prefix), new ArrayList<>());
                seen.put(text, waiting);
                byLength.get(waiting.tokens.length).add(waiting);
            }
            waiting.ordinals.add(i);
        }
        new Run(vectors, progress).run(batches(byLength));
        return vectors;
    }

    /** A text's tokens, and the places in the answer that its vector goes to. */
    private record Waiting(int[] tokens, List<Integer> ordinals) {}

    /** The model's ids of a text's tokens; none if the text has nothing to embed. */
    private int[] tokens(String text, String prefix) {
        int[] tokens = new int[maxTokens];
        synchronized (tokenizer) {
            if (tokenizer.pieces(text, new int[1]) == 0) {
                return new int[0];
            }
            int count = tokenizer.encode(prefix.isEmpty() ? text : prefix + text, tokens);
            int[] result = new int[count];
            for (int i = 0; i < count; i++) {
                result[i] = ids[tokens[i]];
            }
            return result;
        }
    }

    /** Batches of texts of one length, the longest first: so the last to finish is a short one. */
    private static List<List<Waiting>> batches(List<List<Waiting>> byLength) {
        List<List<Waiting>> batches = new ArrayList<>();
        for (int length = byLength.size() - 1; length >= 0; length--) {
            List<Waiting> texts = byLength.get(length);
            int most = Math.max(1, TOKENS_PER_BATCH / Math.max(1, length));
            for (int from = 0; from < texts.size(); from += most) {
                batches.add(texts.subList(from, Math.min(texts.size(), from + most)));
            }
        }
        return batches;
    }

    /** One call's work: takes batches to the threads, puts vectors in their places. */
    private final class Run {
        private final float[][] vectors;
        private final Progress progress;
        private int done;

        Run(float[][] vectors, Progress progress) {
            this.vectors = vectors;
            this.progress = progress;
        }

        void run(List<List<Waiting>> batches) throws InterruptedException {
            try (Workers workers = new Workers("docent-embedder", threads)) {
                workers.run(batches.size(), 1, (from, to) -> embed(batches.get(from)));
            }
        }

        private void embed(List<Waiting> batch) {
            int[][] tokens = new int[batch.size()][];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = batch.get(i).tokens;
            }
            boolean nothing = tokens[0].length == 0;
            List<float[]> embedded = nothing ? List.of() : embedBatch(tokens);
            synchronized (this) {
                for (int i = 0; i < tokens.length; i++) {
                    float[] vector = nothing ? new float[dimensions] : embedded.get(i);
                    for (int ordinal : batch.get(i).ordinals) {
                        vectors[ordinal] = vector;
                        done++;
                    }
                }
                progress.embedded(done, vectors.length);
            }
        }
    }

    /** The vectors of texts that have the same number of tokens. */
    private List<float[]> embedBatch(int[][] tokens) {
        int count = tokens.length;
        int length = tokens[0].length;
        long[] flat = new long[count * length];
        long[] mask = new long[count * length];
        for (int i = 0; i < count; i++) {
            for (int t = 0; t < length; t++) {
                flat[i * length + t] = tokens[i][t];
                mask[i * length + t] = 1;
            }
        }
        long[] shape = {count, length};
        try (OnnxTensor inputIds = OnnxTensor.createTensor(environment, LongBuffer.wrap(flat), shape);
                OnnxTensor attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.allocate(count * length), shape)) {
            Map<String, OnnxTensor> feed = new HashMap<>();
            feed.put("input_ids", inputIds);
            feed.put("attention_mask", attention);
            if (inputs.contains("token_type_ids")) {
                feed.put("token_type_ids", types);
            }
            try (OrtSession.Result result = session.run(feed)) {
                return pooled(result, count, length);
            }
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime failed on " + model.name() + ": " + e.getMessage() + ".", e);
        }
    }

    private List<float[]> pooled(OrtSession.Result result, int count, int length) {
        if (!(result.get(0) instanceof OnnxTensor output)
                || output.getInfo().getShape().length != 3
                || output.getInfo().getShape()[1] != length) {
            throw new ModelException("<model>: " + model.name() + " does not answer with one vector per token"
                    + " (last_hidden_state). Export the model without its pooling layer.");
        }
        int width = (int) output.getInfo().getShape()[2];
        FloatBuffer hidden = output.getFloatBuffer();
        List<float[]> vectors = new ArrayList<>(count);
        float[] token = new float[width];
        for (int i = 0; i < count; i++) {
            float[] vector = new float[width];
            int pooledTokens = model.pooling() == SentenceModel.Pooling.CLS ? 1 : length;
            for (int t = 0; t < pooledTokens; t++) {
                hidden.get((i * length + t) * width, token);
                for (int d = 0; d < width; d++) {
                    vector[d] += token[d];
                }
            }
            normalise(vector);
            vectors.add(vector);
        }
        return vectors;
    }

    /** Scales a vector to unit length; one of zeros stays as it is. */
    private static void normalise(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        if (sum > 0) {
            double scale = 1 / Math.sqrt(sum);
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (vector[d] * scale);
            }
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime could not close " + model.name() + ": " + e.getMessage() + ".", e);
        }
    }
}
