package io.github.docentsearch.wasm.shrink;

import java.util.List;

/**
 * A type of the module.
 *
 * @param parameters types of a function's parameters
 * @param results types of a function's results
 * @param fields types of a structure's fields
 * @param supertype number of the type that this one is derived from, or -1
 */
record WasmType(List<byte[]> parameters, List<byte[]> results, List<byte[]> fields, int supertype) {}
