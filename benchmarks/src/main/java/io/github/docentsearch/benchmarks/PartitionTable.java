package io.github.docentsearch.benchmarks;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.Request;
import io.github.docentsearch.format.VectorPart;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.indexer.build.Deflate;
import io.github.docentsearch.indexer.build.FloatVectors;
import io.github.docentsearch.indexer.build.HnswOptions;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.indexer.build.VectorLayout;
import io.github.docentsearch.vector.PlainVectorKernels;
import io.github.docentsearch.vector.VectorEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a query by meaning fetches of a large site: {@code PartitionTable 384 vectors.f32 questions.f32}, files of little-endian
 * 32-bit floats of unit length, row after row. Every question is asked of a file of which nothing but the first part is there.
 */
public final class PartitionTable {
    /** As in the browser's {@code byte-ranges.js}. */
    private static final int MAX_GAP = 1 << 14;

    private static final int K = 10;

    private PartitionTable() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int dimensions = Integer.parseInt(arguments[0]);
        FloatVectors vectors = new FloatVectors(read(Path.of(arguments[1]), dimensions), dimensions);
        float[][] questions = read(Path.of(arguments[2]), dimensions);
        System.out.println("vectors\tencoding\tfile KB\tbuilt in s\tbefore a query KB\tper query KB, mean\tmost"
                + "\tranges, mean\tmost\trecall@10");
        print("int5", VectorEncoding.INT5, vectors, questions);
        print("int4", VectorEncoding.INT4, vectors, questions);
    }

    private static void print(String name, int encoding, FloatVectors vectors, float[][] questions)
            throws InterruptedException {
        long start = System.nanoTime();
        IndexFileWriter writer = new IndexFileWriter(IndexFormat.KIND_INDEX, Deflate::compress);
        VectorLayout.add(writer, vectors, encoding, HnswOptions.defaults(), 0);
        byte[] bytes = writer.toByteArray();
        double seconds = (System.nanoTime() - start) / 1e9;
        IndexFile whole = IndexFile.open(HeapRegion.of(bytes), IndexFormat.KIND_INDEX);
        byte[] first = Arrays.copyOf(bytes, bytes.length - whole.storedSize(IndexFormat.SECTION_PARTITIONS));
        long firstBytes = whole.storedSize(IndexFormat.SECTION_VECTORS)
                + whole.storedSize(IndexFormat.SECTION_GRAPH)
                + whole.storedSize(IndexFormat.SECTION_PARTITION_INDEX);
        long sum = 0;
        long most = 0;
        int ranges = 0;
        int mostRanges = 0;
        int found = 0;
        for (float[] question : questions) {
            IndexFile file = IndexFile.open(HeapRegion.of(first), IndexFormat.KIND_INDEX);
            NearestSearcher searcher =
                    VectorPart.open(file, new PlainVectorKernels(), GraphSearchers.PLAIN, HeapRegion::allocate);
            searcher.search(question, K, 1);
            long fetched = firstBytes;
            int asked = 0;
            int end = -1;
            List<Request> requests = new ArrayList<>(file.takeRequests());
            requests.sort(Comparator.comparingInt(Request::offset));
            for (Request request : requests) {
                int requestEnd = request.offset() + request.storedSize();
                boolean near = end >= 0 && request.offset() - end <= MAX_GAP;
                asked += near ? 0 : 1;
                fetched += near ? requestEnd - end : request.storedSize();
                end = requestEnd;
                file.supply(request.id(), HeapRegion.of(Arrays.copyOfRange(bytes, request.offset(), requestEnd)));
            }
            searcher.search(question, K, 1);
            found += found(vectors, question, searcher);
            sum += fetched;
            most = Math.max(most, fetched);
            ranges += asked;
            mostRanges = Math.max(mostRanges, asked);
        }
        System.out.printf(
                "%d\t%s\t%d\t%.1f\t%d\t%d\t%d\t%.1f\t%d\t%.4f%n",
                vectors.size(),
                name,
                bytes.length / 1000,
                seconds,
                firstBytes / 1000,
                sum / questions.length / 1000,
                most / 1000,
                (double) ranges / questions.length,
                mostRanges,
                (double) found / questions.length / K);
    }

    /** How many of the {@value #K} nearest by exact search were found. */
    private static int found(FloatVectors vectors, float[] question, NearestSearcher searcher) {
        int[] exact = vectors.nearest(question, K);
        int found = 0;
        for (int rank = 0; rank < searcher.foundCount(); rank++) {
            int node = searcher.node(rank);
            // Copies of one text have one vector, and any of them will do.
            found += Arrays.stream(exact)
                            .anyMatch(other -> other == node || Arrays.equals(vectors.row(other), vectors.row(node)))
                    ? 1
                    : 0;
        }
        return Math.min(K, found);
    }

    private static float[][] read(Path file, int dimensions) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[][] rows = new float[bytes.capacity() / 4 / dimensions][dimensions];
        for (float[] row : rows) {
            bytes.asFloatBuffer().get(row);
            bytes.position(bytes.position() + 4 * dimensions);
        }
        return rows;
    }
}
