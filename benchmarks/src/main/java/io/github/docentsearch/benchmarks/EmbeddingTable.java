package io.github.docentsearch.benchmarks;

import ai.onnxruntime.OrtException;
import io.github.docentsearch.embedder.DocumentEmbedder;
import io.github.docentsearch.embedder.OnnxTextEmbedder;
import io.github.docentsearch.embedder.SentenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Prints how many texts a second a build embeds, beside {@link PlainOnnx}, and how far apart their vectors are: a table in
 * Markdown. The argument is a file with a text a line.
 */
public final class EmbeddingTable {
    private static final int ROUNDS = 5;

    private EmbeddingTable() {}

    /** @param arguments file of texts */
    public static void main(String[] arguments) throws IOException, OrtException {
        List<String> texts = Files.readAllLines(Path.of(arguments[0])).stream()
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
        SentenceModel model = SentenceModel.bundled();
        double[] plainSeconds = new double[ROUNDS];
        double[] seconds = new double[ROUNDS];
        double difference = 0;
        try (PlainOnnx plain = new PlainOnnx(model);
                OnnxTextEmbedder embedder = new OnnxTextEmbedder(model)) {
            List<String> some = texts.subList(0, Math.min(32, texts.size()));
            plain.embedAll(some);
            embedder.embedAll(some, DocumentEmbedder.Progress.SILENT);
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                float[][] expected = plain.embedAll(texts);
                long middle = System.nanoTime();
                float[][] actual = embedder.embedAll(texts, DocumentEmbedder.Progress.SILENT);
                plainSeconds[round] = (middle - start) / 1e9;
                seconds[round] = (System.nanoTime() - middle) / 1e9;
                difference = Math.max(difference, difference(expected, actual));
            }
        }
        double plainTextsPerSecond = texts.size() / median(plainSeconds);
        double textsPerSecond = texts.size() / median(seconds);
        System.out.printf("%d texts, %d rounds in turns, medians%n%n", texts.size(), ROUNDS);
        System.out.println("| ONNX Runtime | texts a second |\n|---|---:|");
        System.out.printf("| unsorted batches of 32, a thread per core | %.1f |%n", plainTextsPerSecond);
        System.out.printf("| as Docent runs it | %.1f |%n", textsPerSecond);
        System.out.printf(
                "%n%.2f times as many; the vectors differ by %.1e at most in a dimension%n",
                textsPerSecond / plainTextsPerSecond, difference);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double difference(float[][] expected, float[][] actual) {
        double most = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int d = 0; d < expected[i].length; d++) {
                most = Math.max(most, Math.abs(expected[i][d] - actual[i][d]));
            }
        }
        return most;
    }
}
