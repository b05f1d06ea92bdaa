package io.github.docentsearch.model;

/** Turns a text into a vector of unit length; texts of near meaning get vectors of a high dot product. */
public interface TextEmbedder {
    /** Length of every vector, for example 384. */
    int dimensions();

    /**
     * The vector of a query: unit length, or all zero if the text has nothing to embed (empty, only white space).
     *
     * @return a new array of {@link #dimensions()} floats
     */
    float[] embedQuery(String text);
}
