package io.github.docentsearch.embedder;

/** A sentence model that is missing, damaged, or of a kind that Docent cannot run; the message says what to change. */
public final class ModelException extends RuntimeException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
