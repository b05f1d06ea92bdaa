package io.github.docentsearch.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.docentsearch.embedder.SentenceModel;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The way in which a sentence model is run at first: texts in batches as they come, padded to the longest of each, every batch on
 * one ONNX Runtime thread per core. What {@link io.github.docentsearch.embedder.OnnxTextEmbedder} is measured against.
 */
final class PlainOnnx implements AutoCloseable {
    private static final int BATCH = 32;
    private static final int MAX_TOKENS = 256;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final WordPieceTokenizer tokenizer;
    private final int[] ids;
    private final OrtSession session;

    PlainOnnx(SentenceModel model) throws OrtException {
        tokenizer = model.newTokenizer();
        ids = model.idsOf(tokenizer.vocabulary());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            session = environment.createSession(model.onnx(), options);
        }
    }

    /** Vectors of unit length: means over the tokens of each text. */
    float[][] embedAll(List<String> texts) throws OrtException {
        float[][] vectors = new float[texts.size()][];
        for (int from = 0; from < vectors.length; from += BATCH) {
            embed(texts.subList(from, Math.min(vectors.length, from + BATCH)), vectors, from);
        }
        return vectors;
    }

    private void embed(List<String> texts, float[][] vectors, int from) throws OrtException {
        int[][] tokens = new int[texts.size()][];
        int longest = 0;
        for (int i = 0; i < tokens.length; i++) {
            int[] all = new int[MAX_TOKENS];
            int count = tokenizer.encode(texts.get(i), all);
            tokens[i] = Arrays.copyOf(all, count);
            longest = Math.max(longest, count);
        }
        long[] input = new long[tokens.length * longest];
        long[] mask = new long[input.length];
        for (int i = 0; i < tokens.length; i++) {
            for (int t = 0; t < tokens[i].length; t++) {
                input[i * longest + t] = ids[tokens[i][t]];
                mask[i * longest + t] = 1;
            }
        }
        long[] shape = {tokens.length, longest};
        try (OnnxTensor inputIds = OnnxTensor.createTensor(environment, LongBuffer.wrap(input), shape);
                OnnxTensor attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[input.length]), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", inputIds, "attention_mask", attention, "token_type_ids", types))) {
            float[][][] hidden = (float[][][]) result.get(0).getValue();
            for (int i = 0; i < tokens.length; i++) {
                vectors[from + i] = mean(hidden[i], tokens[i].length);
            }
        }
    }

    private static float[] mean(float[][] hidden, int count) {
        float[] sum = new float[hidden[0].length];
        double squares = 0;
        for (int d = 0; d < sum.length; d++) {
            for (int t = 0; t < count; t++) {
                sum[d] += hidden[t][d];
            }
            squares += sum[d] * sum[d];
        }
        for (int d = 0; d < sum.length; d++) {
            sum[d] /= (float) Math.sqrt(squares);
        }
        return sum;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
