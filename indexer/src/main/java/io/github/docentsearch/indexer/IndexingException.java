package io.github.docentsearch.indexer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/**
 * The one exception of the indexer. Its message is one sentence or two for the person who runs the build: what was
 * wrong, the value seen, and the way out. {@link #kind()} says whose move it is.
 */
public final class IndexingException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What went wrong, by who can mend it. */
    public enum Kind {
        /** A parameter is out of range, or names something that is not there. */
        CONFIGURATION,
        /** The site cannot be indexed as it is: no folder, no page, no text. */
        SITE,
        /** The search was built and misses a budget or a search test. */
        UNMET,
        /** The machine or the indexer failed: a disk that is full, a file that cannot be written. */
        FAILURE
    }

    public IndexingException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public IndexingException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** A parameter that cannot be used: the message begins with its name, as it is written in the POM. */
    public static IndexingException badParameter(String parameter, String sentence) {
        return new IndexingException(Kind.CONFIGURATION, "<" + parameter + ">: " + sentence);
    }

    /** What a file system says was wrong, in words that may stand in a message. */
    public static String reasonOf(IOException e) {
        return e instanceof AccessDeniedException denied
                ? "permission denied for " + denied.getFile()
                : e instanceof FileSystemException f && f.getReason() != null
                        ? f.getReason()
                        : String.valueOf(e.getMessage());
    }

    public Kind kind() {
        return kind;
    }
}
