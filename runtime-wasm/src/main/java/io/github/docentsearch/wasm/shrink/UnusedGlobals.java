package io.github.docentsearch.wasm.shrink;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Takes out the globals that nothing uses; what is left gets new numbers. */
final class UnusedGlobals {
    private static final int GLOBAL = 3;

    /** One global of the module's own. */
    private record Global(int number, byte[] type, int mutability, List<Instruction> value) {}

    private final byte[] module;
    private final int imported;
    private final List<Global> globals = new ArrayList<>();

    private UnusedGlobals(byte[] module, int imported) {
        this.module = module;
        this.imported = imported;
    }

    /**
     * The module without them.
     *
     * @param imported how many of its globals are imported; these stay
     */
    static byte[] drop(byte[] module, int imported) {
        UnusedGlobals unused = new UnusedGlobals(module, imported);
        Sections.read(module, unused::readGlobals);
        int[] numbers = new int[imported + unused.globals.size()];
        boolean[] used = new boolean[numbers.length];
        // The first time, writing only tells what is used.
        unused.write(global -> {
            used[global] = true;
            return global;
        });
        unused.globals.removeIf(global -> !used[global.number]);
        Arrays.setAll(numbers, global -> global);
        for (int i = 0; i < unused.globals.size(); i++) {
            numbers[unused.globals.get(i).number] = imported + i;
        }
        return unused.write(global -> numbers[global]);
    }

    private void readGlobals(int code, WasmReader in) {
        int count = code == Sections.GLOBALS ? in.unsigned() : 0;
        for (int i = 0; i < count; i++) {
            byte[] type = in.valueType();
            int mutability = in.next();
            List<Instruction> value = new ArrayList<>();
            do {
                value.add(Instruction.decode(in));
            } while (value.get(value.size() - 1).code != Instruction.END);
            globals.add(new Global(imported + i, type, mutability, value));
        }
    }

    private byte[] write(IntUnaryOperator numbers) {
        return Sections.rewrite(module, (code, content, section) -> {
            switch (code) {
                case Sections.GLOBALS -> writeGlobals(numbers, section);
                case Sections.EXPORTS -> writeExports(content, numbers, section);
                case Sections.CODE -> writeCode(content, numbers, section);
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private void writeGlobals(IntUnaryOperator numbers, ByteArrayOutputStream out) {
        WasmWriter.unsigned(globals.size(), out);
        for (Global global : globals) {
            out.writeBytes(global.type);
            out.write(global.mutability);
            for (Instruction instruction : global.value) {
                write(instruction, numbers, out);
            }
        }
    }

    private static void writeExports(WasmReader in, IntUnaryOperator numbers, ByteArrayOutputStream out) {
        int count = in.unsigned();
        WasmWriter.unsigned(count, out);
        for (; count > 0; count--) {
            int length = in.unsigned();
            WasmWriter.unsigned(length, out);
            out.write(in.bytes, in.at, length);
            in.at += length;
            int kind = in.next();
            int index = in.unsigned();
            out.write(kind);
            WasmWriter.unsigned(kind == GLOBAL ? numbers.applyAsInt(index) : index, out);
        }
    }

    private static void writeCode(WasmReader in, IntUnaryOperator numbers, ByteArrayOutputStream out) {
        int count = in.unsigned();
        WasmWriter.unsigned(count, out);
        for (; count > 0; count--) {
            int size = in.unsigned();
            int end = in.at + size;
            int start = in.at;
            for (int runs = in.unsigned(); runs > 0; runs--) {
                in.unsigned();
                in.valueType();
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(in.bytes, start, in.at - start);
            while (in.at < end) {
                write(Instruction.decode(in), numbers, body);
            }
            WasmWriter.unsigned(body.size(), out);
            out.writeBytes(body.toByteArray());
        }
    }

    private static void write(Instruction instruction, IntUnaryOperator numbers, ByteArrayOutputStream out) {
        if (instruction.code == Instruction.GLOBAL_GET || instruction.code == Instruction.GLOBAL_SET) {
            out.write(instruction.code);
            WasmWriter.unsigned(numbers.applyAsInt(instruction.global()), out);
        } else {
            instruction.write(out, IntUnaryOperator.identity());
        }
    }
}
