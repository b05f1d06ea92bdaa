package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.Request;
import io.github.docentsearch.indexer.build.Deflate;
import java.util.Arrays;
import java.util.List;

/** Supplies what an opened file asks for, from the whole file in memory. */
final class LocalFile {
    /** Takes a requested range, inflated. */
    @FunctionalInterface
    interface Receiver {
        void supply(int requestId, HeapRegion content);
    }

    private LocalFile() {}

    /**
     * Supplies all requested ranges; false if there are none.
     *
     * @throws MalformedIndexException if one lies beyond the file's end, or is not what the file's head says
     */
    static boolean supply(byte[] file, List<Request> requests, Receiver receiver) {
        for (Request request : requests) {
            if (request.storedSize() > file.length - request.offset()) {
                throw new MalformedIndexException("The file is truncated", file.length);
            }
            byte[] stored = Arrays.copyOfRange(file, request.offset(), request.offset() + request.storedSize());
            receiver.supply(
                    request.id(), HeapRegion.of(request.deflated() ? Deflate.inflate(stored, request.size()) : stored));
        }
        return !requests.isEmpty();
    }
}
