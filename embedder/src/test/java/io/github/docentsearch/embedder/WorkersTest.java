package io.github.docentsearch.embedder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyNumberIsMetOnce(int threads) throws InterruptedException {
        int[] met = new int[1003];
        try (Workers workers = new Workers("test", threads)) {
            workers.run(met.length, 17, (from, to) -> {
                for (int i = from; i < to; i++) {
                    met[i]++;
                }
            });
        }
        int[] once = new int[met.length];
        Arrays.fill(once, 1);
        assertArrayEquals(once, met);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatAPartThrowsIsThrownAsItIs(int threads) {
        for (Throwable thrown : new Throwable[] {new OutOfMemoryError("heap"), new ModelException("model", null)}) {
            try (Workers workers = new Workers("test", threads)) {
                Throwable caught = assertThrows(
                        thrown.getClass(),
                        () -> workers.run(4, 1, (from, to) -> {
                            if (thrown instanceof Error error) {
                                throw error;
                            }
                            throw (RuntimeException) thrown;
                        }));
                assertSame(thrown, caught);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptionIsNoFailureOfThePart(int threads) {
        Thread waiting = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        try (Workers workers = new Workers("test", threads)) {
            assertThrows(
                    InterruptedException.class,
                    () -> workers.run(4, 1, (from, to) -> {
                        if (from == 0) {
                            waiting.interrupt();
                        }
                        if (Thread.currentThread() != waiting) {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }
                    }));
        }
    }

    @Test
    void nothingIsAtWorkAnyLongerOnceTheyAreClosed() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (Workers workers = new Workers("test", 2)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> workers.run(2, 1, (from, to) -> {
                        if (from == 0) {
                            await(begun);
                            throw new IllegalStateException("one piece fails while the other is at work");
                        }
                        begun.countDown();
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.onSpinWait();
                        }
                        ended.set(true);
                    }));
        }
        assertTrue(ended.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
