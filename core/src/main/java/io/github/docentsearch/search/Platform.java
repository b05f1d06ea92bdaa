package io.github.docentsearch.search;

import io.github.docentsearch.bytes.Allocator;
import io.github.docentsearch.graph.GraphSearchers;
import io.github.docentsearch.model.MatrixKernels;
import io.github.docentsearch.text.Unicode;
import io.github.docentsearch.vector.VectorKernels;

/**
 * What differs between JVM and browser: all the seams in one place.
 *
 * @param allocator gives memory that the kernels reach
 * @param vectorKernels inner loops over stored vectors
 * @param graphSearchers how the graph is searched
 * @param matrixKernels inner loops of the query encoder
 * @param unicode normalisation forms
 */
public record Platform(
        Allocator allocator,
        VectorKernels vectorKernels,
        GraphSearchers graphSearchers,
        MatrixKernels matrixKernels,
        Unicode unicode) {}
