package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.embedder.JdkUnicode;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.model.PlainMatrixKernels;
import io.github.docentsearch.model.TextEmbedder;
import io.github.docentsearch.search.QueryEncoder;

/** The query encoder of a {@code query-model.bin} on the JVM: gives the vectors that the browser will give. */
final class LocalEncoder implements TextEmbedder {
    private final byte[] bytes;
    private final IndexFile file;
    private final QueryEncoder encoder;

    LocalEncoder(byte[] model) {
        bytes = model;
        file = IndexFile.open(HeapRegion.of(model), IndexFormat.KIND_MODEL);
        encoder = new QueryEncoder(file, new PlainMatrixKernels(), new JdkUnicode(), HeapRegion::allocate);
    }

    /** Embeds with the transformer from now on, where the file has one beside its static table; whether it has. */
    boolean useSecond() {
        if (!encoder.hasStaticTable() || !encoder.hasTransformer()) {
            return false;
        }
        while (!encoder.loadTransformer()) {
            LocalFile.supply(bytes, file.takeRequests(), file::supply);
        }
        return true;
    }

    /** Whether most words of a text are whole pieces of the model's vocabulary. */
    boolean knowsWordsOf(String text) {
        embedQuery("a");
        return encoder.knowsWordsOf(text);
    }

    @Override
    public int dimensions() {
        return embedQuery("a").length;
    }

    @Override
    public float[] embedQuery(String text) {
        float[] vector = encoder.embed(text);
        while (vector == null) {
            if (!LocalFile.supply(bytes, file.takeRequests(), file::supply)) {
                throw new IllegalStateException("The query encoder asks for nothing and has no answer");
            }
            vector = encoder.embed(text);
        }
        return vector;
    }
}
