package io.github.docentsearch.embedder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Threads for the parts of one computation. What a part computes must not depend on the others, nor on who computes it: then
 * the result is the same for any number of threads.
 */
public final class Workers implements AutoCloseable {
    /** One part of a computation: from one number to another. */
    @FunctionalInterface
    public interface Part {
        void run(int from, int to);
    }

    private final int threads;
    private final ExecutorService executor;

    /**
     * @param name of the threads
     * @param threads parts at work at one time, at least 1
     */
    public Workers(String name, int threads) {
        this.threads = threads;
        executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs {@code part} on 0 to {@code count}, cut into pieces of {@code size}, and waits for all of them. What a piece throws
     * is thrown here.
     *
     * @throws InterruptedException if the calling thread is interrupted meanwhile; the pieces that wait are dropped by
     *     {@link #close}
     */
    public void run(int count, int size, Part part) throws InterruptedException {
        if (threads == 1 || count <= size) {
            for (int from = 0; from < count; from += size) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                part.run(from, Math.min(count, from + size));
            }
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        for (int from = 0; from < count; from += size) {
            int first = from;
            int end = Math.min(count, from + size);
            running.add(executor.submit(() -> part.run(first, end)));
        }
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw asThrown(e.getCause());
            }
        }
    }

    private static RuntimeException asThrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    /**
     * Drops the pieces that wait, and returns when those at work have ended: what they use, such as a model's session, may be
     * closed next.
     */
    @Override
    public void close() {
        executor.shutdownNow();
        boolean interrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
