package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.Request;
import io.github.docentsearch.model.PlainMatrixKernels;
import io.github.docentsearch.search.QueryEncoder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** What the tests of query models share: deflating, inflating, and opening a model that is all in memory. */
final class QueryModels {
    private QueryModels() {}

    static byte[] deflate(byte[] block) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setStrategy(Deflater.HUFFMAN_ONLY);
            deflater.setInput(block);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(block.length / 2);
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] stored, int size) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored);
            byte[] block = new byte[size];
            int at = 0;
            while (at < size) {
                at += inflater.inflate(block, at, size - at);
            }
            return block;
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }

    /** A query model with a transformer at 8 bits and the whole vocabulary. */
    static byte[] finest(SentenceModel model) throws InterruptedException {
        IndexFileWriter file = new IndexFileWriter(IndexFormat.KIND_MODEL, QueryModels::deflate);
        QueryModelBuilder.addFinest(model, file);
        return file.toByteArray();
    }

    /** An encoder that has all of its parts. */
    static QueryEncoder open(byte[] bytes) {
        return open(bytes, true);
    }

    /** An encoder that has not loaded the transformer. */
    static QueryEncoder openStaticTable(byte[] bytes) {
        return open(bytes, false);
    }

    private static QueryEncoder open(byte[] bytes, boolean wholly) {
        HeapRegion region = HeapRegion.of(bytes);
        IndexFile file = IndexFile.open(region, IndexFormat.KIND_MODEL);
        QueryEncoder encoder = new QueryEncoder(file, new PlainMatrixKernels(), new JdkUnicode(), HeapRegion::allocate);
        while (!encoder.load()) {
            supply(file, region);
        }
        while (wholly && encoder.hasTransformer() && !encoder.loadTransformer()) {
            supply(file, region);
        }
        return encoder;
    }

    private static void supply(IndexFile file, HeapRegion region) {
        List<Request> requests = file.takeRequests();
        if (requests.isEmpty()) {
            throw new IllegalStateException("Not loaded, and nothing is missing");
        }
        for (Request request : requests) {
            byte[] stored = region.toArray(request.offset(), request.storedSize());
            file.supply(request.id(), HeapRegion.of(request.deflated() ? inflate(stored, request.size()) : stored));
        }
    }
}
