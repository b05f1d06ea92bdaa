package io.github.docentsearch.wasm.shrink;

import java.io.ByteArrayOutputStream;

/** Writes the integers of WebAssembly's binary format. */
final class WasmWriter {
    private WasmWriter() {}

    /** Unsigned LEB128, as WebAssembly writes integers. */
    static void unsigned(int value, ByteArrayOutputStream out) {
        int rest = value;
        while (rest > 0x7F) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** Signed LEB128, as WebAssembly writes types in the place of values. */
    static void signed(int value, ByteArrayOutputStream out) {
        int rest = value;
        while (rest > 0x3F || rest < -0x40) {
            out.write(rest & 0x7F | 0x80);
            rest >>= 7;
        }
        out.write(rest & 0x7F);
    }
}
