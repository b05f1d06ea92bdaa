package io.github.docentsearch.embedder;

import io.github.docentsearch.model.TextEmbedder;
import java.util.List;

/** Turns many texts into vectors at build time. */
public interface DocumentEmbedder extends TextEmbedder {
    /** Hears how far the work has got; called from one thread at a time. */
    @FunctionalInterface
    interface Progress {
        /** A listener that does not listen. */
        Progress SILENT = (done, total) -> {};

        /**
         * @param done texts embedded so far
         * @param total texts in all
         */
        void embedded(int done, int total);
    }

    /**
     * The vector of each document text: unit length, or all zero if the text has nothing to embed.
     *
     * <p>A text's vector does not depend on what other texts are asked for with it.
     *
     * @return new arrays of {@link #dimensions()} floats, in the order of {@code texts}; equal texts may share one
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    float[][] embedAll(List<String> texts, Progress progress) throws InterruptedException;

    /** Changes whenever the same text may get another vector: a hash of all that the vectors depend on. */
    String fingerprint();
}
