/**
 * The engine as JavaScript, for browsers and pages that run no WebAssembly of ours: the same functions as in {@code wasm}, and
 * the plain kernels that also run on the JVM.
 */
@NullMarked
package io.github.docentsearch.script;

import org.jspecify.annotations.NullMarked;
