package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.embedder.JdkUnicode;
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
 * larger ones the head and then the ranges that the engine asks for, neighbours in one request. Hosts that send several ranges in
 * one answer are asked less often than is counted here.
 */
final class FirstSearchCost {
    /** As in the browser's {@code remote-file.js}, like the next. */
    static final int WHOLE_LIMIT = 1 << 20;

    static final int FIRST_BYTES = 1 << 15;

    /** As in the browser's {@code byte-ranges.js}. */
    static final int MAX_GAP = 1 << 14;

    private static final List<String> SCRIPTS = List.of("docent-search.js", "docent.js", "docent.wasm");

    private final SearchEngine engine = new SearchEngine(new Platform(
            HeapRegion::allocate,
            new PlainVectorKernels(),
            GraphSearchers.PLAIN,
            new PlainMatrixKernels(),
            new JdkUnicode()));
    private final byte[] index;
    private final byte[] model;
    private final int indexHere;
    private final int modelHere;
    private long bytes;
    private int requests;

    private FirstSearchCost(byte[] index, int indexStart, byte[] model, int modelStart) {
        this.index = index;
        this.model = model;
        indexHere = startSize(index, indexStart);
        modelHere = startSize(model, modelStart);
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
        FirstSearchCost cost = new FirstSearchCost(index, indexStart, model, modelStart);
        for (String script : SCRIPTS) {
            cost.bytes += files.gzippedSize(script);
            cost.requests++;
        }
        cost.engine.openIndex(cost.start(index, cost.indexHere));
        cost.complete(cost.engine::loadKeywords);
        Query byKeywords = new Query(query, 10, Query.KEYWORD, List.of());
        cost.complete(() -> cost.engine.answer(byKeywords) != null);
        long keywordBytes = cost.bytes;
        int keywordRequests = cost.requests;
        if (model.length == 0) {
            return new SiteReport.FirstSearch(keywordBytes, keywordRequests, 0, 0);
        }
        cost.engine.openModel(cost.start(model, cost.modelHere));
        cost.complete(cost.engine::loadMeaning);
        cost.complete(() -> cost.engine.answer(Query.of(query)) != null);
        return new SiteReport.FirstSearch(keywordBytes, keywordRequests, cost.bytes, cost.requests);
    }

    private HeapRegion start(byte[] file, int size) {
        bytes += size;
        requests++;
        return HeapRegion.of(size == file.length ? file : Arrays.copyOf(file, size));
    }

    private static int startSize(byte[] file, int head) {
        return file.length <= WHOLE_LIMIT ? file.length : Math.min(file.length, Math.max(head, FIRST_BYTES));
    }

    private void complete(BooleanSupplier step) {
        while (!step.getAsBoolean()) {
            boolean progress = fetch(index, indexHere, engine.takeIndexRequests(), engine::supplyIndex);
            progress |= fetch(model, modelHere, engine.takeModelRequests(), engine::supplyModel);
            if (!progress) {
                throw new IllegalStateException("The search asks for nothing and has no answer");
            }
        }
    }

    /** @param here bytes from the file's start that have come with the first request */
    private boolean fetch(byte[] file, int here, List<Request> wanted, LocalFile.Receiver receiver) {
        List<Request> inOrder = new ArrayList<>(wanted);
        inOrder.sort(Comparator.comparingInt(Request::offset));
        int start = 0;
        int end = -1;
        for (Request request : inOrder) {
            if (end >= 0 && request.offset() > end + MAX_GAP) {
                count(start, end, here);
                end = -1;
            }
            start = end < 0 ? request.offset() : start;
            end = Math.max(end, request.offset() + request.storedSize());
        }
        count(start, end, here);
        return LocalFile.supply(file, wanted, receiver);
    }

    private void count(int start, int end, int here) {
        if (end > here) {
            bytes += end - start;
            requests++;
        }
    }
}
