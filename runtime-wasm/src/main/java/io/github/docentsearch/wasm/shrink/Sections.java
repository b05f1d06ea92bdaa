package io.github.docentsearch.wasm.shrink;

import java.io.ByteArrayOutputStream;

/** The sections that a module is made of, and their codes. */
final class Sections {
    static final int TYPES = 1;
    static final int IMPORTS = 2;
    static final int FUNCTIONS = 3;
    static final int GLOBALS = 6;
    static final int EXPORTS = 7;
    static final int START = 8;
    static final int ELEMENTS = 9;
    static final int CODE = 10;
    static final int TAGS = 13;

    private static final int PREAMBLE_SIZE = 8;

    private Sections() {}

    /** What is done with a section. */
    interface Reading {
        /** @param content at the section's first byte */
        void read(int code, WasmReader content);
    }

    /** What becomes of a section. */
    interface Rewriting {
        /**
         * @param content at the section's first byte
         * @param out takes the new content
         * @return false to leave the section as it is
         */
        boolean write(int code, WasmReader content, ByteArrayOutputStream out);
    }

    static void read(byte[] module, Reading reading) {
        WasmReader in = new WasmReader(module, PREAMBLE_SIZE);
        while (in.at < module.length) {
            int code = in.next();
            int size = in.unsigned();
            reading.read(code, new WasmReader(module, in.at));
            in.at += size;
        }
    }

    static byte[] rewrite(byte[] module, Rewriting rewriting) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(module, 0, PREAMBLE_SIZE);
        WasmReader in = new WasmReader(module, PREAMBLE_SIZE);
        while (in.at < module.length) {
            int code = in.next();
            int size = in.unsigned();
            ByteArrayOutputStream section = new ByteArrayOutputStream();
            if (!rewriting.write(code, new WasmReader(module, in.at), section)) {
                section.write(module, in.at, size);
            }
            in.at += size;
            out.write(code);
            WasmWriter.unsigned(section.size(), out);
            out.writeBytes(section.toByteArray());
        }
        return out.toByteArray();
    }
}
