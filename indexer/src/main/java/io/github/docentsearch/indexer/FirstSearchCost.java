package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.embedder.JdkUnicodeNormalizer;
import io.github.docentsearch.format.Request;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.indexer.publish.SearchFiles;
import io.github.docentsearch.indexer.publish.SiteReport;
import io.github.docentsearch.model.PlainMatrixKernels;
import io.github.docentsearch.search.Platform;
import io.github.docentsearch.search.Query;
import io.github.docentsearch.search.SearchEngine;
import io.github.docentsearch.vector.PlainVectorKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Counts what a browser fetches for a first search, by asking the written files the same way: small files whole, of
 * larger ones the head and then the ranges that the engine asks for, neighbours in one request.
 */
final class FirstSearchCost {
    /** As in the browser's {@code remote-file.js}, like the two below. */
    static final int WHOLE_LIMIT = 1 << 20;

    static final int FIRST_BYTES = 1 << 15;
    static final int MAX_GAP = 1 << 14;

    private static final List<String> SCRIPTS = List.of("docent-search.js", "docent.js", "docent.wasm");

    private final SearchEngine engine = new SearchEngine(new Platform(
            HeapRegion::allocate,
            new PlainVectorKernels(),
            GraphSearchers.PLAIN,
            new PlainMatrixKernels(),
            new JdkUnicodeNormalizer()));
    private final byte[] index;
    private final byte[] model;
    private long bytes;
    private int requests;

    private FirstSearchCost(byte[] index, byte[] model) {
        this.index = index;
        this.model = model;
    }

    /**
     * @param files all that readers download
     * @param indexStart bytes at the start of {@code search-index.bin} that every reader needs
     * @param modelStart the same of {@code query-model.bin}
     * @param query what is asked
     */
    static SiteReport.FirstSearch measure(SearchFiles files, int indexStart, int modelStart, String query) {
        byte[] index = files.files().get("search-index.bin");
        byte[] model = files.files().getOrDefault("query-model.bin", new byte[0]);
        FirstSearchCost cost = new FirstSearchCost(index, model);
        for (String script : SCRIPTS) {
            cost.bytes += files.gzippedSize(script);
            cost.requests++;
        }
        cost.engine.openIndex(cost.start(index, indexStart));
        cost.complete(cost.engine::loadKeywords);
        Query byKeywords = new Query(query, 10, Query.KEYWORD, List.of());
        cost.complete(() -> cost.engine.answer(byKeywords) != null);
        long keywordBytes = cost.bytes;
        int keywordRequests = cost.requests;
        if (model.length == 0) {
            return new SiteReport.FirstSearch(keywordBytes, keywordRequests, 0, 0);
        }
        cost.engine.openModel(cost.start(model, modelStart));
        cost.complete(cost.engine::loadMeaning);
        cost.complete(() -> cost.engine.answer(Query.of(query)) != null);
        return new SiteReport.FirstSearch(keywordBytes, keywordRequests, cost.bytes, cost.requests);
    }

    private HeapRegion start(byte[] file, int head) {
        int size = file.length <= WHOLE_LIMIT ? file.length : Math.min(file.length, Math.max(head, FIRST_BYTES));
        bytes += size;
        requests++;
        return HeapRegion.of(size == file.length ? file : Arrays.copyOf(file, size));
    }

    private void complete(BooleanSupplier step) {
        while (!step.getAsBoolean()) {
            boolean progress = fetch(index, engine.takeIndexRequests(), engine::supplyIndex);
            progress |= fetch(model, engine.takeModelRequests(), engine::supplyModel);
            if (!progress) {
                throw new IllegalStateException("The search asks for nothing and has no answer");
            }
        }
    }

    private boolean fetch(byte[] file, List<Request> wanted, LocalFile.Receiver receiver) {
        if (file.length > WHOLE_LIMIT) {
            count(wanted);
        }
        return LocalFile.supply(file, wanted, receiver);
    }

    private void count(List<Request> wanted) {
        List<Request> inOrder = new ArrayList<>(wanted);
        inOrder.sort(Comparator.comparingInt(Request::offset));
        int end = -1;
        for (Request request : inOrder) {
            int requestEnd = request.offset() + request.storedSize();
            if (end < 0 || request.offset() > end + MAX_GAP) {
                bytes += request.storedSize();
                requests++;
            } else {
                bytes += Math.max(0, requestEnd - end);
            }
            end = Math.max(end, requestEnd);
        }
    }
}
