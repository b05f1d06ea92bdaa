package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.embedder.JdkUnicode;
import io.github.docentsearch.format.UnsupportedVersionException;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.model.MatrixKernels;
import io.github.docentsearch.model.PlainMatrixKernels;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Explanation;
import io.github.docentsearch.search.Platform;
import io.github.docentsearch.search.Query;
import io.github.docentsearch.search.SearchEngine;
import io.github.docentsearch.vector.PlainVectorKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A published search, answered on the JVM by the code that the browser runs. Not for several threads at once. */
public final class LocalSearch {
    private final byte[] index;
    private final byte @Nullable [] model;
    private final SearchEngine engine;

    /**
     * @param index {@code search-index.bin}
     * @param model {@code query-model.bin}; {@code null}: keywords only
     * @throws io.github.docentsearch.bytes.MalformedIndexException if a file is damaged
     * @throws io.github.docentsearch.format.UnsupportedVersionException if a file is of another format version
     */
    public LocalSearch(byte[] index, byte @Nullable [] model) {
        this(index, model, new PlainMatrixKernels());
    }

    /** The same with other arithmetic for the transformer: to measure what it is worth. */
    public LocalSearch(byte[] index, byte @Nullable [] model, MatrixKernels kernels) {
        this.index = index;
        this.model = model;
        engine = new SearchEngine(new Platform(
                HeapRegion::allocate, new PlainVectorKernels(), GraphSearchers.PLAIN, kernels, new JdkUnicode()));
        engine.openIndex(HeapRegion.of(index));
        if (model != null) {
            engine.openModel(HeapRegion.of(model));
            while (!engine.loadMeaning()) {
                supplyRequested();
            }
        }
        while (!engine.loadKeywords()) {
            supplyRequested();
        }
    }

    /** Opens the search that was written into {@code folder}. */
    public static LocalSearch open(Path folder) throws IOException {
        Path model = folder.resolve("query-model.bin");
        return new LocalSearch(
                Files.readAllBytes(folder.resolve("search-index.bin")),
                Files.exists(model) ? Files.readAllBytes(model) : null);
    }

    /**
     * Opens the search of a site.
     *
     * @throws IndexingException if there is none, or it cannot be read, or is damaged or of another version
     */
    public static LocalSearch openSite(Path siteDirectory, String outputFolder) throws IndexingException {
        Path folder = siteDirectory.resolve(outputFolder);
        if (!Files.exists(folder.resolve("search-index.bin"))) {
            throw new IndexingException(
                    IndexingException.Kind.SITE,
                    "There is no search in " + folder
                            + ". Run docent:generate-search first, or name the site with -Ddocent.siteDirectory=...");
        }
        try {
            return open(folder);
        } catch (IOException e) {
            throw new IndexingException(
                    IndexingException.Kind.FAILURE,
                    "The search in " + folder + " cannot be read: " + e.getMessage(),
                    e);
        } catch (MalformedIndexException | UnsupportedVersionException e) {
            throw unusable(folder, e);
        }
    }

    /** A search that is damaged, which may come to light only when it is asked, or of another version. */
    static IndexingException unusable(Path folder, RuntimeException e) {
        return new IndexingException(
                IndexingException.Kind.SITE,
                "The search in " + folder + " cannot be used: " + e.getMessage()
                        + ". Run docent:generate-search again.",
                e);
    }

    /** The answer to a query. */
    public Answer answer(Query query) {
        return complete(() -> engine.answer(query));
    }

    /** The answer to a query, with what led to it. */
    public Explanation explain(Query query) {
        return complete(() -> engine.explain(query));
    }

    /** The vector of a text: unit length, or all zero if there is nothing to embed. */
    public float[] embed(String text) {
        return complete(() -> engine.embed(text));
    }

    /** The searcher that holds the {@code k} nearest chunks to {@code vector}, ranks from 0. */
    public NearestSearcher nearest(float[] vector, int k, int ef) {
        return complete(() -> engine.nearest(vector, k, ef));
    }

    /** Embeds with the transformer from now on, as browsers do once they have fetched it beside the static table. */
    public void useTransformer() {
        while (!engine.loadTransformer()) {
            supplyRequested();
        }
    }

    /** The engine itself. */
    public SearchEngine engine() {
        return engine;
    }

    private <T> T complete(Supplier<@Nullable T> question) {
        T result = question.get();
        while (result == null) {
            supplyRequested();
            result = question.get();
        }
        return result;
    }

    private void supplyRequested() {
        boolean progress = LocalFile.supply(index, engine.takeIndexRequests(), engine::supplyIndex);
        if (model != null) {
            progress |= LocalFile.supply(model, engine.takeModelRequests(), engine::supplyModel);
        }
        if (!progress) {
            throw new IllegalStateException("The search asks for nothing and has no answer");
        }
    }
}
