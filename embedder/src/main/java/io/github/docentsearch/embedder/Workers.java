package io.github.docentsearch.embedder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads for the parts of one computation. What a part computes must not depend on the others, nor on who computes it. */
final class Workers implements AutoCloseable {
    /** One part of a computation: from one number to another. */
    @FunctionalInterface
    interface Part {
        void run(int from, int to);
    }

    private final ExecutorService executor;

    Workers(int threads) {
        executor = Executors.newFixedThreadPool(threads);
    }

    /** Runs {@code part} on 0 to {@code count}, cut into pieces of {@code size}, and waits for all of them. */
    void run(int count, int size, Part part) {
        List<Future<?>> running = new ArrayList<>();
        for (int from = 0; from < count; from += size) {
            int first = from;
            int end = Math.min(count, from + size);
            running.add(executor.submit(() -> part.run(first, end)));
        }
        try {
            for (Future<?> future : running) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("Interrupted while building the query model.", e);
        } catch (ExecutionException e) {
            throw new ModelException("Building the query model failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
