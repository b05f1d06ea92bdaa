package io.github.docentsearch.lexical;

/** Which chunks may be among the best hits. */
public interface ChunkFilter {
    /** @param chunk ordinal, from 0 */
    boolean allows(int chunk);
}
