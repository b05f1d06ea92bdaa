/**
 * Hostile bytes and hostile words for every reader of {@code core}.
 *
 * <p>Each target is a class with a method {@code fuzzerTestOneInput}, as libFuzzer and Jazzer know it. An ordinary build asks
 * them what stands in {@code src/test/resources/fuzz}, on the JVM and, where the input becomes files, in WebAssembly and in
 * JavaScript; {@code mvn -P fuzz} lets Jazzer search for more, guided by coverage (see {@link Fuzz}).
 *
 * <p>Files are not fuzzed byte by byte, as every change would only be caught by a checksum. An input is a list of {@link Edits}
 * to the sections of a small golden index or query model, whose checksums are computed anew.
 */
package io.github.docentsearch.indexer.fuzz;
