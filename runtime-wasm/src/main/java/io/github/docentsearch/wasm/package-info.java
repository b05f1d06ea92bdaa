/**
 * The engine as WebAssembly: the functions that JavaScript calls, and the platform's side of {@code core}'s seams: linear
 * memory, kernels with SIMD, the browser's Unicode tables.
 *
 * <p>Nothing but integers and linear memory crosses the border, so no bridge for strings and objects is compiled in.
 * {@code engine.js} is the other side.
 */
@NullMarked
package io.github.docentsearch.wasm;

import org.jspecify.annotations.NullMarked;
