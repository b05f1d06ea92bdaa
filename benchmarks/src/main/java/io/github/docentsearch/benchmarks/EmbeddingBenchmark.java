package io.github.docentsearch.benchmarks;

import io.github.docentsearch.embedder.DocumentEmbedder;
import io.github.docentsearch.embedder.OnnxTextEmbedder;
import io.github.docentsearch.embedder.SentenceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Texts per second of the bundled model on all cores, of lengths as sections have them. */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class EmbeddingBenchmark {
    private static final int TEXTS = 200;
    private static final int SEED = 9;

    private final List<String> texts = new ArrayList<>();
    private final OnnxTextEmbedder embedder = new OnnxTextEmbedder(SentenceModel.bundled());

    /** Words repeat, lengths are from 10 to 150 words: the time depends on the number of tokens only. */
    @Setup(Level.Trial)
    public void writeTexts() {
        String[] words = "the server reads its configuration from a file when it starts and logs each error".split(" ");
        Random random = new Random(SEED);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder("Text ").append(i).append('.');
            int length = 10 + random.nextInt(141);
            for (int j = 0; j < length; j++) {
                text.append(' ').append(words[random.nextInt(words.length)]);
            }
            texts.add(text.toString());
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        embedder.close();
    }

    @Benchmark
    @OperationsPerInvocation(TEXTS)
    public float[][] embedTexts() throws InterruptedException {
        return embedder.embedAll(texts, DocumentEmbedder.Progress.SILENT);
    }
}
