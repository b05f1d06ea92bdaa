package io.github.docentsearch.indexer.build;

import io.github.docentsearch.embedder.DocumentEmbedder;
import io.github.docentsearch.indexer.IndexingLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Embeds texts, those that an earlier build embedded from the cache, and tells how far it has got. */
public final class CachedEmbedding {
    /** Texts between two flushes of the cache: what a killed build may lose. About half a minute's work. */
    private static final int SLICE = 1024;

    private final DocumentEmbedder embedder;
    private final VectorCache cache;
    private final IndexingLog log;

    public CachedEmbedding(DocumentEmbedder embedder, VectorCache cache, IndexingLog log) {
        this.embedder = embedder;
        this.cache = cache;
        this.log = log;
    }

    /**
     * The vectors of {@code texts}, in their order.
     *
     * @param what the texts in the log's words, for example {@code chunks}
     * @throws IOException if the cache cannot be written
     */
    public float[][] embed(List<String> texts, String what) throws IOException, InterruptedException {
        float[][] vectors = new float[texts.size()][];
        Map<String, List<Integer>> missing = new LinkedHashMap<>();
        for (int i = 0; i < vectors.length; i++) {
            String text = texts.get(i);
            vectors[i] = cache.get(text);
            if (vectors[i] == null) {
                missing.computeIfAbsent(text, unused -> new ArrayList<>()).add(i);
            }
        }
        List<String> todo = List.copyOf(missing.keySet());
        if (!todo.isEmpty()) {
            int known = texts.size()
                    - missing.values().stream().mapToInt(List::size).sum();
            log.info("Embedding " + todo.size() + " " + what + (known > 0 ? ", " + known + " are in the cache" : ""));
        }
        long start = System.nanoTime();
        for (int from = 0; from < todo.size(); from += SLICE) {
            List<String> slice = todo.subList(from, Math.min(todo.size(), from + SLICE));
            int before = from;
            float[][] embedded = embedder.embedAll(slice, (done, total) -> {
                int reached = before + done;
                if (reached > 0 && reached < todo.size()) {
                    double seconds = Math.max(1e-3, (System.nanoTime() - start) / 1e9);
                    log.progress(new IndexingLog.Progress(what, reached, todo.size(), reached / seconds));
                }
            });
            for (int i = 0; i < embedded.length; i++) {
                cache.put(slice.get(i), embedded[i]);
                for (int position : missing.get(slice.get(i))) {
                    vectors[position] = embedded[i];
                }
            }
            cache.flush();
        }
        return vectors;
    }
}
