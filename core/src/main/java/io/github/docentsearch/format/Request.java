package io.github.docentsearch.format;

/**
 * A range of a file that a search needs and that is not in memory yet.
 *
 * @param id names it when it is supplied
 * @param offset from the file's start, in bytes
 * @param storedSize bytes to fetch, at least 1
 * @param size bytes once inflated; equal to {@code storedSize} if the range is stored as it is
 */
public record Request(int id, int offset, int storedSize, int size) {
    /** Whether the fetched bytes must be inflated (RFC 1951) before they are supplied. */
    public boolean deflated() {
        return size != storedSize;
    }
}
