package io.github.docentsearch.bytes;

/** The bytes are not what the format says: truncated, damaged, or not ours. */
public final class MalformedIndexException extends RuntimeException {
    private final int offset;

    /**
     * @param message what was found and what was expected, without a final full stop
     * @param offset where in the region that was being read, in bytes
     */
    public MalformedIndexException(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /** Where in the region that was being read the damage was seen, in bytes. */
    public int offset() {
        return offset;
    }
}
