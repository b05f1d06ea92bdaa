package io.github.docentsearch.engine;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.Utf8;
import io.github.docentsearch.bytes.WritableRegion;
import io.github.docentsearch.format.Request;
import io.github.docentsearch.format.SiteMeta;
import io.github.docentsearch.format.UnsupportedVersionException;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.AnswerJson;
import io.github.docentsearch.search.Platform;
import io.github.docentsearch.search.Query;
import io.github.docentsearch.search.SearchEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine as JavaScript sees it: integers in, integers out, all else in {@link EngineMemory}.
 *
 * <p>Every function returns a number of at least 0, or {@link #FAILED} and leaves an error as JSON in the output, or
 * {@link #MISSING} and leaves requests there: for each its file and the four fields of {@link Request}, 32 bits each.
 */
public final class EngineBoundary {
    static final int DONE = 0;
    static final int FAILED = -1;
    static final int MISSING = -2;

    /** Files as requests and {@link #supply} number them. */
    private static final int INDEX = 0;

    private static final int MODEL = 1;

    private static final int REQUEST_SIZE = 20;

    private final EngineMemory memory;
    private final SearchEngine engine;
    private WritableRegion input;
    private WritableRegion output;
    private int inputAddress;
    private int outputAddress;
    private int outputSize;

    /** Vectors that the last {@link #nearest} scored, and whether these were all there are. */
    private int vectorsScored;

    private boolean scanned;

    /** @param platform whose allocator is {@code memory} */
    public EngineBoundary(EngineMemory memory, Platform platform) {
        this.memory = memory;
        input = memory.allocate(4096);
        inputAddress = memory.address(input);
        output = memory.allocate(4096);
        outputAddress = memory.address(output);
        engine = new SearchEngine(platform);
    }

    /** The address of {@code size} bytes that stay. */
    public int allocate(int size) {
        return memory.address(memory.allocate(size));
    }

    /** Where JavaScript puts {@code size} bytes of arguments for the next call. */
    public int input(int size) {
        if (size > input.size()) {
            input = memory.allocate(2 * size);
            inputAddress = memory.address(input);
        }
        return inputAddress;
    }

    /** Address of what the last call wrote. */
    public int output() {
        return outputAddress;
    }

    /** Bytes that the last call wrote. */
    public int outputSize() {
        return outputSize;
    }

    /** Opens {@code search-index.bin}, of which at least the head lies at {@code address}. */
    public int openIndex(int address, int size) {
        try {
            engine.openIndex(memory.region(address, size));
            return DONE;
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /** Opens {@code query-model.bin}, of which at least the head lies at {@code address}. */
    public int openModel(int address, int size) {
        try {
            engine.openModel(memory.region(address, size));
            return DONE;
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /** A requested range, inflated, at {@code address}. */
    public int supply(int file, int requestId, int address, int size) {
        try {
            ByteRegion content = memory.region(address, size);
            if (file == INDEX) {
                engine.supplyIndex(requestId, content);
            } else {
                engine.supplyModel(requestId, content);
            }
            return DONE;
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /** Makes the keyword search ready. */
    public int loadKeywords() {
        try {
            return engine.loadKeywords() ? DONE : missing();
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /** Makes the search by meaning ready. */
    public int loadMeaning() {
        try {
            return engine.loadMeaning() ? DONE : missing();
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /** Makes the transformer ready where the site has one beside its static table; returns whether it has. */
    public int loadTransformer() {
        try {
            if (!engine.hasSecondEncoder()) {
                return DONE;
            }
            return engine.loadTransformer() ? 1 : missing();
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /**
     * Answers a question; writes the answer as JSON. The input holds the text, then the filters, names and values in turn,
     * each followed by a zero byte; all in UTF-8.
     *
     * @param mode as in {@link Query}
     */
    public int query(int textSize, int filtersSize, int limit, int mode) {
        try {
            String text = Utf8.decode(input, 0, textSize);
            Answer answer = engine.answer(new Query(text, limit, mode, strings(textSize, filtersSize)));
            if (answer == null) {
                return missing();
            }
            write(Utf8.encode(AnswerJson.write(answer)));
            return DONE;
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /** The vector of the text in the input, written as floats. */
    public int embed(int textSize) {
        try {
            float[] vector = engine.embed(Utf8.decode(input, 0, textSize));
            if (vector == null) {
                return missing();
            }
            prepareOutput(4 * vector.length);
            for (int i = 0; i < vector.length; i++) {
                output.putFloat(4 * i, vector[i]);
            }
            return vector.length;
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /**
     * The chunks whose vectors are nearest to the floats in the input; writes ordinals and scores in turn.
     *
     * @param ef 0 for the index's own
     * @return how many were found
     */
    public int nearest(int dimensions, int k, int ef) {
        try {
            float[] vector = new float[dimensions];
            input.readFloats(0, vector, dimensions);
            NearestSearcher found = engine.nearest(vector, k, ef);
            if (found == null) {
                return missing();
            }
            vectorsScored = found.scoredCount();
            scanned = found.scanned();
            int count = found.foundCount();
            prepareOutput(8 * count);
            for (int rank = 0; rank < count; rank++) {
                output.putInt(8 * rank, found.node(rank));
                output.putFloat(8 * rank + 4, found.score(rank));
            }
            return count;
        } catch (Throwable e) {
            return fail(e);
        }
    }

    /** Counts of the index, and how {@link #nearest} did its last search, written as JSON. */
    public int stats() {
        try {
            SiteMeta meta = engine.meta();
            if (meta == null) {
                return missing();
            }
            write(Utf8.encode("{\"chunks\":" + meta.chunkCount() + ",\"pages\":" + meta.pageCount() + ",\"dimensions\":"
                    + meta.dimensions() + ",\"vectorsScored\":" + vectorsScored + ",\"vectorSearch\":\""
                    + (scanned ? "scan" : engine.hasPartitions() ? "partitions" : "graph") + "\",\"encoder\":"
                    + (!engine.hasMeaning() ? "null" : engine.usesTransformer() ? "\"transformer\"" : "\"static\"")
                    + '}'));
            return DONE;
        } catch (Throwable e) {
            return fail(e);
        }
    }

    private List<String> strings(int offset, int size) {
        List<String> strings = new ArrayList<>();
        int start = offset;
        for (int i = offset; i < offset + size; i++) {
            if (input.getByte(i) == 0) {
                strings.add(Utf8.decode(input, start, i - start));
                start = i + 1;
            }
        }
        return strings;
    }

    private int missing() {
        List<Request> ofIndex = engine.takeIndexRequests();
        List<Request> ofModel = engine.takeModelRequests();
        prepareOutput(REQUEST_SIZE * (ofIndex.size() + ofModel.size()));
        int at = write(INDEX, ofIndex, 0);
        write(MODEL, ofModel, at);
        return MISSING;
    }

    private int write(int file, List<Request> requests, int offset) {
        int at = offset;
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            output.putInt(at, file);
            output.putInt(at + 4, request.id());
            output.putInt(at + 8, request.offset());
            output.putInt(at + 12, request.storedSize());
            output.putInt(at + 16, request.size());
            at += REQUEST_SIZE;
        }
        return at;
    }

    private int fail(Throwable failure) {
        String code = "index-corrupt";
        int offset = -1;
        String message = failure.getMessage();
        if (failure instanceof UnsupportedVersionException) {
            if (((UnsupportedVersionException) failure).tooNew()) {
                code = "index-too-new";
            }
        } else if (failure instanceof MalformedIndexException) {
            offset = ((MalformedIndexException) failure).offset();
            message = "The index is damaged at byte " + offset + ": publish the whole search folder again";
        } else if (failure instanceof IllegalArgumentException) {
            code = "bad-argument";
        }
        write(Utf8.encode(AnswerJson.writeError(code, message == null ? "The engine failed" : message, offset)));
        return FAILED;
    }

    private void write(byte[] bytes) {
        prepareOutput(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            output.putByte(i, bytes[i]);
        }
    }

    private void prepareOutput(int size) {
        outputSize = size;
        if (size > output.size()) {
            output = memory.allocate(2 * size);
            outputAddress = memory.address(output);
        }
    }
}
