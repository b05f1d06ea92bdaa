package io.github.docentsearch.graph;

/**
 * A binary heap of nodes with the worst on top.
 *
 * <p>A node and its score are one {@code long}: the score's bits, turned so that they order like the score, above the
 * complement of the ordinal. So one comparison orders by score and settles ties by the smaller ordinal.
 */
final class NodeQueue {
    private long[] heap;
    private int size;

    NodeQueue(int capacity) {
        heap = new long[capacity + 1];
    }

    /** One node with its score, as a number that is larger the better the node. */
    static long key(float score, int node) {
        int bits = Float.floatToRawIntBits(score);
        int ordered = bits ^ bits >> 31 & 0x7FFFFFFF;
        return (long) ordered << 32 | ~node & 0xFFFFFFFFL;
    }

    static int node(long key) {
        return ~(int) key;
    }

    static float score(long key) {
        int ordered = (int) (key >> 32);
        return Float.intBitsToFloat(ordered ^ ordered >> 31 & 0x7FFFFFFF);
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** The smallest key. */
    long top() {
        return heap[1];
    }

    /** Grows only when a larger {@code ef} is asked for than ever before. */
    void push(long key) {
        size++;
        if (size == heap.length) {
            long[] grown = new long[2 * size];
            System.arraycopy(heap, 0, grown, 0, size);
            heap = grown;
        }
        int at = size;
        while (at > 1 && heap[at >> 1] > key) {
            heap[at] = heap[at >> 1];
            at >>= 1;
        }
        heap[at] = key;
    }

    /** Removes and returns the smallest key. */
    long pop() {
        long top = heap[1];
        long last = heap[size--];
        if (size > 0) {
            sink(last);
        }
        return top;
    }

    /** Replaces the smallest key. */
    void replaceTop(long key) {
        sink(key);
    }

    private void sink(long key) {
        int at = 1;
        int child = 2;
        while (child <= size) {
            if (child < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[at] = heap[child];
            at = child;
            child = 2 * at;
        }
        heap[at] = key;
    }
}
