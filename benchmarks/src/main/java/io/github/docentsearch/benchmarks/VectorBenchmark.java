package io.github.docentsearch.benchmarks;

import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.format.GraphSection;
import io.github.docentsearch.graph.HnswGraph;
import io.github.docentsearch.graph.LevelGraph;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.indexer.build.FloatVectors;
import io.github.docentsearch.indexer.build.HnswBuilder;
import io.github.docentsearch.indexer.build.HnswOptions;
import io.github.docentsearch.indexer.build.VectorTableBuilder;
import io.github.docentsearch.vector.PlainVectorKernels;
import io.github.docentsearch.vector.VectorTable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Building a graph, quantising, and searching both ways, of 384 dimensions. */
@State(Scope.Benchmark)
@Fork(1)
public class VectorBenchmark {
    private static final int DIMENSIONS = 384;

    /** Vectors in the index. */
    @Param({"1000", "10000"})
    public int size;

    /** A code of {@link io.github.docentsearch.vector.VectorEncoding}: 1 is int8, 2 int4, 3 int5. */
    @Param({"1", "2", "3"})
    public int encoding;

    private FloatVectors vectors = new FloatVectors(new float[0][], DIMENSIONS);
    private NearestSearcher searcher = searcher(VectorTableBuilder.build(vectors, 1), null);
    private int next;

    @Setup(Level.Trial)
    public void prepare() throws InterruptedException {
        vectors = ClusteredVectors.generate(size, DIMENSIONS);
        byte[] graph = GraphSection.write(HnswBuilder.build(vectors, HnswOptions.defaults()));
        searcher = searcher(VectorTableBuilder.build(vectors, encoding), GraphSection.read(HeapRegion.of(graph)));
    }

    private static NearestSearcher searcher(VectorTable table, @org.jspecify.annotations.Nullable HnswGraph graph) {
        return new NearestSearcher(table, graph, new PlainVectorKernels(), GraphSearchers.PLAIN, HeapRegion::allocate);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public LevelGraph buildGraph() throws InterruptedException {
        return HnswBuilder.build(vectors, HnswOptions.defaults());
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public VectorTable quantise() {
        return VectorTableBuilder.build(vectors, encoding);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 2, time = 2)
    @Measurement(iterations = 3, time = 2)
    public int searchWithEf64() {
        return searcher.search(vectors.row(next()), 10, 64);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 2, time = 2)
    @Measurement(iterations = 3, time = 2)
    public int searchAll() {
        return searcher.searchAll(vectors.row(next()), 10);
    }

    private int next() {
        next = (next + 37) % size;
        return next;
    }
}
