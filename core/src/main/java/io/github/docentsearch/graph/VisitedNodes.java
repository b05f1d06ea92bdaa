package io.github.docentsearch.graph;

/** The nodes that a search has met: one byte each, cleared by counting on instead of writing. */
final class VisitedNodes {
    private final byte[] marks;
    private byte mark;

    VisitedNodes(int size) {
        marks = new byte[size];
    }

    void clear() {
        mark++;
        if (mark == 0) {
            java.util.Arrays.fill(marks, (byte) 0);
            mark = 1;
        }
    }

    /** Marks {@code node}; whether it was not marked before. */
    boolean add(int node) {
        if (marks[node] == mark) {
            return false;
        }
        marks[node] = mark;
        return true;
    }

    boolean contains(int node) {
        return marks[node] == mark;
    }
}
