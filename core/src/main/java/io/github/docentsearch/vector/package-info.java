/**
 * Vectors in few bits: how they are turned, centred and quantised, and how a query is scored against them in place.
 *
 * <p>A table holds one record per node. Every encoding shares one transformation, so that its coordinates look alike and
 * one small table of levels serves them all:
 *
 * <ol>
 *   <li>pad the vector with zeros to a multiple of 32 coordinates, and turn it ({@link
 *       io.github.docentsearch.vector.Rotation}): the dot product of two vectors stays, their coordinates become alike;
 *   <li>subtract the centre (the mean of all vectors): what is left is shorter, so its error is smaller too;
 *   <li>replace each coordinate by the nearest of a few levels, and keep one float, the record's scale.
 * </ol>
 *
 * <p>A query is turned, quantised to 8 bits, and then scored: {@code query · vector = query · centre + query · residual},
 * where the second product is made of integers ({@link io.github.docentsearch.vector.VectorKernels}) and the record's scale.
 * Scores are dot products of unit vectors, so near to the cosine; higher is better.
 */
@NullMarked
package io.github.docentsearch.vector;

import org.jspecify.annotations.NullMarked;
