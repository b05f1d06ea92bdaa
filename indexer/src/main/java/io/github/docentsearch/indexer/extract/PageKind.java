package io.github.docentsearch.indexer.extract;

/** What sort of page it is, from what made it: the values of the filter {@code kind}. */
public enum PageKind {
    /** Written by people, to be read. */
    GUIDE("guide"),
    /** Generated from source code. */
    API("api"),
    /** Generated from a build: test results, coverage, dependencies. */
    REPORT("report");

    private final String code;

    PageKind(String code) {
        this.code = code;
    }

    /** The filter's value. */
    public String code() {
        return code;
    }
}
