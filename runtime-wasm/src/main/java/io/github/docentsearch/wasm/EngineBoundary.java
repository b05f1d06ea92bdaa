package io.github.docentsearch.wasm;

import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.bytes.Utf8;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.UnsupportedVersionException;
import io.github.docentsearch.search.AnswerJson;
import org.jspecify.annotations.Nullable;

/**
 * The engine as JavaScript sees it: integers in, integers out, all else in linear memory.
 *
 * <p>Functions return {@link #FAILED} and leave an error as JSON in the output, or {@link #MISSING} and leave requests there,
 * or a number of at least 0.
 */
final class EngineBoundary {
    static final int DONE = 0;
    static final int FAILED = -1;
    static final int MISSING = -2;

    private final LinearMemoryAllocator allocator;
    private LinearMemoryRegion input;
    private LinearMemoryRegion output;
    private int outputSize;
    private @Nullable IndexFile index;

    EngineBoundary(LinearMemoryAllocator allocator) {
        this.allocator = allocator;
        input = allocator.allocate(4096);
        output = allocator.allocate(4096);
    }

    /** The address of {@code size} bytes that stay. */
    int allocate(int size) {
        return allocator.allocate(size).address().toInt();
    }

    /** Where JavaScript puts {@code size} bytes of arguments for the next call. */
    int input(int size) {
        if (size > input.size()) {
            input = allocator.allocate(2 * size);
        }
        return input.address().toInt();
    }

    /** Address of what the last call wrote. */
    int output() {
        return output.address().toInt();
    }

    /** Bytes that the last call wrote. */
    int outputSize() {
        return outputSize;
    }

    int openIndex(int address, int size) {
        try {
            index = IndexFile.open(new LinearMemoryRegion(address, size), IndexFormat.KIND_INDEX);
            return DONE;
        } catch (Throwable e) {
            return fail(e);
        }
    }

    private int fail(Throwable failure) {
        String code = "index-corrupt";
        int offset = -1;
        String message = failure.getMessage();
        if (failure instanceof UnsupportedVersionException) {
            code = "index-too-new";
        } else if (failure instanceof MalformedIndexException) {
            offset = ((MalformedIndexException) failure).offset();
        }
        write(AnswerJson.writeError(code, message == null ? "The engine failed" : message, offset));
        return FAILED;
    }

    private void write(String text) {
        byte[] bytes = Utf8.encode(text);
        outputSize = bytes.length;
        if (outputSize > output.size()) {
            output = allocator.allocate(2 * outputSize);
        }
        for (int i = 0; i < bytes.length; i++) {
            output.putByte(i, bytes[i]);
        }
    }
}
