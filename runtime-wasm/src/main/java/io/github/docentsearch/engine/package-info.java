/**
 * The engine as JavaScript sees it, whatever it was compiled to: integers and bytes cross the border, nothing else. Its two
 * platforms are {@code wasm} and {@code script}; {@code engine.js} is the other side of both.
 */
@NullMarked
package io.github.docentsearch.engine;

import org.jspecify.annotations.NullMarked;
