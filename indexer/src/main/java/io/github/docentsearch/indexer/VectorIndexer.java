package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.SiteMeta;
import io.github.docentsearch.format.VectorPart;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.indexer.build.Deflate;
import io.github.docentsearch.indexer.build.FloatVectors;
import io.github.docentsearch.indexer.build.HnswOptions;
import io.github.docentsearch.indexer.build.Recall;
import io.github.docentsearch.indexer.build.VectorLayout;
import io.github.docentsearch.vector.PlainVectorKernels;
import io.github.docentsearch.vector.VectorEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a {@code search-index.bin} of bare vectors: no pages, no words, only what {@code nearest()} searches, in the browser,
 * in Node and on the JVM ({@link #open}). So anybody can put Docent's engine beside another one.
 *
 * <p>The input is a file of little-endian 32-bit floats, row after row, without a header. Rows are scaled to unit length, so
 * scores are cosines; the id of a result is the row's number, from 0. The command line is told by {@link #main}.
 */
public final class VectorIndexer {
    private static final Map<String, Integer> ENCODINGS = Map.of(
            "int8",
            VectorEncoding.INT8,
            "int5",
            VectorEncoding.INT5,
            "int4",
            VectorEncoding.INT4,
            "bit1",
            VectorEncoding.BIT1);

    /** Rows that recall is measured with, evenly chosen. */
    private static final int RECALL_QUERIES = 200;

    private VectorIndexer() {}

    /**
     * What was written.
     *
     * @param vectors rows of the input
     * @param fileBytes bytes of the index
     * @param vectorBytes bytes of its VECTORS section, and of those of partitions
     * @param graphBytes bytes of its GRAPH section
     * @param recall recall@10 of the written index for some of its own rows, each left out of its own answer
     * @param buildSeconds seconds that quantising the vectors and building their graph took
     */
    public record Report(
            int vectors, int fileBytes, int vectorBytes, int graphBytes, Recall recall, double buildSeconds) {}

    /**
     * Indexes a file of floats.
     *
     * @param floats the input, little-endian
     * @param dimensions floats in a row, 1 to {@value IndexFormat#MAX_DIMENSIONS}
     * @param target the index to write; a file there is replaced once the new one is whole
     * @param encoding one of {@link VectorEncoding}
     * @param efSearch candidates that a search keeps by default, at least 1
     * @param maxWholeBytes vectors that take more are partitioned, see {@link VectorLayout}
     * @throws IndexingException if the input is not rows of that many finite floats, or cannot be read, or the index not
     *     be written
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    public static Report index(
            Path floats, int dimensions, Path target, int encoding, HnswOptions hnsw, int efSearch, int maxWholeBytes)
            throws IndexingException, InterruptedException {
        FloatVectors vectors = new FloatVectors(read(floats, dimensions), dimensions);
        long start = System.nanoTime();
        SiteMeta meta = new SiteMeta(vectors.size(), 0, dimensions, efSearch, -1, -1, "", "", "");
        IndexFileWriter writer = new IndexFileWriter(IndexFormat.KIND_INDEX, Deflate::compress);
        VectorLayout.add(writer.addRaw(IndexFormat.SECTION_META, meta.write()), vectors, encoding, hnsw, maxWholeBytes);
        byte[] file = writer.toByteArray();
        double buildSeconds = (System.nanoTime() - start) / 1e9;
        IndexFile written = IndexFile.open(HeapRegion.of(file), IndexFormat.KIND_INDEX);
        int graphBytes = written.storedSize(IndexFormat.SECTION_GRAPH);
        int vectorBytes = written.storedSize(IndexFormat.SECTION_VECTORS)
                + written.storedSize(IndexFormat.SECTION_PARTITION_INDEX)
                + written.storedSize(IndexFormat.SECTION_PARTITIONS);
        Recall recall = Recall.measureOwn(vectors, RECALL_QUERIES, open(HeapRegion.of(file)), 10, efSearch);
        write(file, target);
        return new Report(vectors.size(), file.length, vectorBytes, graphBytes, recall, buildSeconds);
    }

    /**
     * Opens an index for searching; its vectors and graph stay as they are in the file. One searcher per thread.
     *
     * @throws IndexingException if the file cannot be read, or holds no vectors, or is damaged
     */
    public static NearestSearcher open(Path index) throws IndexingException {
        try {
            return open(HeapRegion.of(Files.readAllBytes(index)));
        } catch (IOException e) {
            throw new IndexingException(
                    IndexingException.Kind.CONFIGURATION,
                    "The index " + index + " cannot be read: " + e.getMessage(),
                    e);
        } catch (MalformedIndexException e) {
            throw new IndexingException(
                    IndexingException.Kind.CONFIGURATION,
                    "The index " + index + " is damaged at byte " + e.offset() + ": " + e.getMessage()
                            + ". Build it again.",
                    e);
        }
    }

    private static NearestSearcher open(ByteRegion bytes) {
        IndexFile file = IndexFile.open(bytes, IndexFormat.KIND_INDEX);
        NearestSearcher searcher =
                VectorPart.open(file, new PlainVectorKernels(), GraphSearchers.PLAIN, HeapRegion::allocate);
        if (searcher == null) {
            throw new MalformedIndexException("The vectors are not all there", bytes.size());
        }
        return searcher;
    }

    private static float[][] read(Path floats, int dimensions) throws IndexingException {
        if (dimensions < 1 || dimensions > IndexFormat.MAX_DIMENSIONS) {
            throw IndexingException.badParameter(
                    "dimensions", dimensions + " is not between 1 and " + IndexFormat.MAX_DIMENSIONS);
        }
        try (FileChannel channel = FileChannel.open(floats)) {
            long rowBytes = 4L * dimensions;
            long size = channel.size();
            if (size % rowBytes != 0 || size / rowBytes > IndexFormat.MAX_CHUNKS) {
                throw IndexingException.badParameter(
                        "dimensions",
                        floats + " has " + size + " bytes, which is not a whole number of rows of " + rowBytes
                                + " bytes, or more than " + IndexFormat.MAX_CHUNKS + " of them");
            }
            float[][] rows = new float[(int) (size / rowBytes)][dimensions];
            ByteBuffer buffer = ByteBuffer.allocate((int) rowBytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < rows.length; i++) {
                buffer.clear();
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer) < 0) {
                        throw new IOException("it became shorter while it was read");
                    }
                }
                FloatBuffer row = buffer.flip().asFloatBuffer();
                row.get(rows[i]);
                toUnitLength(rows[i], i, floats);
            }
            return rows;
        } catch (IOException e) {
            throw new IndexingException(
                    IndexingException.Kind.CONFIGURATION,
                    "The vectors " + floats + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static void toUnitLength(float[] row, int number, Path floats) throws IndexingException {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        if (Double.isNaN(squares) || Double.isInfinite(squares)) {
            throw new IndexingException(
                    IndexingException.Kind.CONFIGURATION,
                    "Row " + number + " of " + floats + " has a value that is not a finite number");
        }
        if (squares > 0) {
            float scale = (float) (1 / Math.sqrt(squares));
            for (int i = 0; i < row.length; i++) {
                row[i] *= scale;
            }
        }
    }

    private static void write(byte[] file, Path target) throws IndexingException {
        Path absolute = target.toAbsolutePath();
        Path temporary = absolute.resolveSibling(absolute.getFileName() + ".tmp");
        try {
            Files.createDirectories(absolute.getParent());
            Files.write(temporary, file);
            Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IndexingException(
                    IndexingException.Kind.FAILURE, "The index " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * {@code VectorIndexer vectors.f32 dimensions search-index.bin [name=value ...]}, with the names {@code encoding}
     * (int8, int5, int4 or bit1; default int5), {@code m}, {@code efConstruction}, {@code efSearch}, {@code seed},
     * {@code threads} and {@code whole} (vectors that take more bytes are partitioned; default none). Prints what was written,
     * or one line that says what is wrong.
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.out.println(run(List.of(arguments)));
        } catch (IndexingException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String run(List<String> arguments) throws IndexingException, InterruptedException {
        List<String> plain = new ArrayList<>();
        HnswOptions defaults = HnswOptions.defaults();
        int encoding = VectorEncoding.INT5;
        int m = defaults.m();
        int efConstruction = defaults.efConstruction();
        int efSearch = 80;
        int seed = defaults.seed();
        int threads = defaults.threads();
        int whole = Integer.MAX_VALUE;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                plain.add(argument);
                continue;
            }
            String name = argument.substring(0, equals);
            String value = argument.substring(equals + 1);
            switch (name) {
                case "encoding" -> {
                    Integer code = ENCODINGS.get(value.toLowerCase(Locale.ROOT));
                    if (code == null) {
                        throw new IllegalArgumentException("encoding is '" + value + "', not int8, int5, int4 or bit1");
                    }
                    encoding = code;
                }
                case "m" -> m = number(name, value);
                case "efConstruction" -> efConstruction = number(name, value);
                case "efSearch" -> efSearch = number(name, value);
                case "seed" -> seed = number(name, value);
                case "threads" -> threads = number(name, value);
                case "whole" -> whole = number(name, value);
                default ->
                    throw new IllegalArgumentException("There is no option '" + name
                            + "'; known are encoding, m, efConstruction, efSearch, seed, threads, whole");
            }
        }
        if (plain.size() != 3) {
            throw new IllegalArgumentException(
                    "Usage: VectorIndexer vectors.f32 dimensions search-index.bin [encoding=int5] [m=12]"
                            + " [efConstruction=128] [efSearch=80] [seed=42] [threads=n] [whole=bytes]");
        }
        long start = System.nanoTime();
        Report report = index(
                Path.of(plain.get(0)),
                number("dimensions", plain.get(1)),
                Path.of(plain.get(2)),
                encoding,
                new HnswOptions(m, efConstruction, seed, threads),
                efSearch,
                whole);
        return String.format(
                Locale.ROOT,
                "%d vectors in %.1f s, without reading and testing in %.1f s: %d bytes, of these %.1f a vector and %.1f of graph; recall@10 %.4f, %.0f of the"
                        + " vectors scored per query",
                report.vectors(),
                (System.nanoTime() - start) / 1e9,
                report.buildSeconds(),
                report.fileBytes(),
                report.vectorBytes() / (double) Math.max(1, report.vectors()),
                report.graphBytes() / (double) Math.max(1, report.vectors()),
                report.recall().recall(),
                report.recall().scoredPerQuery());
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + value + "', not a whole number", e);
        }
    }
}
