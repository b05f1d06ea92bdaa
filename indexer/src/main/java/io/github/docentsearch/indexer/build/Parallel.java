package io.github.docentsearch.indexer.build;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that falls into independent ranges, on several threads; what comes of it does not depend on how many. */
final class Parallel {
    /** Does the work of rows {@code from} to {@code to - 1}. */
    @FunctionalInterface
    interface Work {
        void run(int from, int to);
    }

    private Parallel() {}

    /** @throws InterruptedException if the calling thread is interrupted meanwhile */
    static void ranges(int size, int threads, Work work) throws InterruptedException {
        int parts = Math.max(1, Math.min(threads, size / 64));
        if (parts == 1) {
            work.run(0, size);
            return;
        }
        ExecutorService executor = Executors.newFixedThreadPool(parts, task -> {
            Thread thread = new Thread(task, "docent-partitions");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int from = (int) ((long) size * part / parts);
                int to = (int) ((long) size * (part + 1) / parts);
                futures.add(executor.submit(() -> work.run(from, to)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Grouping the vectors failed", e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
