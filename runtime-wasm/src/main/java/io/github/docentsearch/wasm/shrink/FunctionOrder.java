package io.github.docentsearch.wasm.shrink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts functions that resemble each other side by side: deflate (RFC 1951) writes what stood a little earlier in fewer bits than
 * what stood long ago. Next comes, again and again, the function with the largest part of its code in what was written last.
 */
final class FunctionOrder {
    /** Bytes that must be the same: the fewest that deflate refers back to. */
    private static final int RUN = 3;

    /** Bytes that count as written last; 500 to 30,000 made less of a difference than 50 bytes of the engine. */
    private static final int WINDOW = 2000;

    /** Keeps the shortest functions from coming first because all of their few bytes are common. */
    private static final int SHORT = 8;

    // Of each run of bytes, where it was written last.
    private final Map<Integer, Integer> places = new HashMap<>();
    private int written = WINDOW;

    private FunctionOrder() {}

    /**
     * The places of the bodies in a list, in the order in which they are best written.
     *
     * @param bodies functions as they are encoded
     */
    static List<Integer> of(List<byte[]> bodies) {
        FunctionOrder order = new FunctionOrder();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            left.add(i);
        }
        List<Integer> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int next = 0;
            double best = -1;
            for (int i = 0; i < left.size(); i++) {
                double likeness = order.likeness(bodies.get(left.get(i)));
                if (likeness > best) {
                    best = likeness;
                    next = i;
                }
            }
            int chosen = left.remove(next);
            ordered.add(chosen);
            order.write(bodies.get(chosen));
        }
        return ordered;
    }

    /** The part of a body that was written lately. */
    private double likeness(byte[] body) {
        int known = 0;
        for (int i = 0; i + RUN <= body.length; i++) {
            if (written - places.getOrDefault(run(body, i), 0) < WINDOW) {
                known++;
            }
        }
        return (double) known / (body.length + SHORT);
    }

    private void write(byte[] body) {
        for (int i = 0; i + RUN <= body.length; i++) {
            places.put(run(body, i), written + i);
        }
        written += body.length;
    }

    private static int run(byte[] body, int at) {
        return (body[at] & 0xFF) << 16 | (body[at + 1] & 0xFF) << 8 | body[at + 2] & 0xFF;
    }
}
