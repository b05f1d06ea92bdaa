package io.github.docentsearch.lexical;

/** Which chunks may be among the best hits. */
public interface ChunkFilter {
    /** All. */
    ChunkFilter ALL = chunk -> true;

    /** @param chunk ordinal, from 0 */
    boolean allows(int chunk);
}
