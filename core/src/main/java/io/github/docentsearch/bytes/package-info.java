/**
 * Bytes, little-endian and bounds-checked: the one way in which the other packages read and write memory.
 *
 * <p>{@link ByteRegion} is a seam between the platforms: heap arrays on the JVM, linear memory in the browser. Only one
 * implementation is reachable in either binary, so its calls are direct there.
 */
@NullMarked
package io.github.docentsearch.bytes;

import org.jspecify.annotations.NullMarked;
