package io.github.docentsearch.wasm.shrink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the binary format of WebAssembly. */
final class WasmReader {
    final byte[] bytes;
    int at;

    WasmReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int peek() {
        return bytes[at] & 0xFF;
    }

    int next() {
        return bytes[at++] & 0xFF;
    }

    int unsigned() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = next();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    int signed() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = next();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return (next & 0x40) == 0 ? value : value | -1 << shift + 7;
            }
        }
    }

    void skipInteger() {
        while (next() >= 0x80) {}
    }

    /** None, a value type, or a function type. */
    void blockType() {
        if (peek() == 0x63 || peek() == 0x64) {
            next();
        }
        skipInteger();
    }

    /** One value type as it is encoded: one byte, or a reference to a type that follows. */
    byte[] valueType() {
        int start = at;
        int type = next();
        if (type == 0x63 || type == 0x64) {
            skipInteger();
        }
        return Arrays.copyOfRange(bytes, start, at);
    }

    /** As many value types as the number in front says. */
    List<byte[]> valueTypes() {
        List<byte[]> types = new ArrayList<>();
        for (int left = unsigned(); left > 0; left--) {
            types.add(valueType());
        }
        return types;
    }
}
