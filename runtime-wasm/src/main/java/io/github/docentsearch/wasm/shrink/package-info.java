/**
 * Makes the engine's module smaller, on the build's JVM; nothing of it reaches a browser.
 *
 * <p>TeaVM gives almost every value a local variable of its own, makes objects empty before it fills them, and leaves blocks
 * that nobody leaves early. What is done about it: {@code Webs}, {@code NewStructures}, {@code Conditions}, {@code Blocks} and
 * {@code Locals}, each over the code of one function at a time; {@code Inlining}, {@code DeadData}, {@code UnusedTypes} and
 * {@code UnusedGlobals} over the whole module. Opcodes are those of the WebAssembly 3.0 specification, those after the prefixes
 * 0xFB and 0xFC with the prefix in front.
 */
@NullMarked
package io.github.docentsearch.wasm.shrink;

import org.jspecify.annotations.NullMarked;
