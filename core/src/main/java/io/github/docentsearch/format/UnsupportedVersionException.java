package io.github.docentsearch.format;

/** The file is sound, but of another format version than this code reads. */
public final class UnsupportedVersionException extends RuntimeException {
    private final int version;

    UnsupportedVersionException(int version) {
        super(
                version > IndexFormat.VERSION
                        ? "The search index is newer (format " + version + ") than this engine (format "
                                + IndexFormat.VERSION + "): reload the page, or publish the whole search folder again"
                        : "The search index is older (format " + version + ") than this engine (format "
                                + IndexFormat.VERSION + "): rebuild the site's search");
        this.version = version;
    }

    /** The file's version. */
    public int version() {
        return version;
    }

    /** Whether a newer engine could read it. */
    public boolean tooNew() {
        return version > IndexFormat.VERSION;
    }
}
