package io.github.docentsearch.wasm.shrink;

import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_GET;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_SET;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_TEE;
import static io.github.docentsearch.wasm.shrink.Instruction.STRUCT_NEW;
import static io.github.docentsearch.wasm.shrink.Instruction.STRUCT_NEW_DEFAULT;
import static io.github.docentsearch.wasm.shrink.Instruction.STRUCT_SET;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes structures with their values at once: TeaVM makes them empty and fills field after field. */
final class NewStructures {
    private final FunctionCode function;

    NewStructures(FunctionCode function) {
        this.function = function;
    }

    /** {@code struct.new local.set x local.get x VALUE struct.set ...} becomes {@code VALUE ... struct.new local.set x ...}. */
    void fillAtOnce() {
        if (function.code.stream().anyMatch(instruction -> instruction.code == Instruction.TRY_TABLE)) {
            return;
        }
        for (int i = 0; i + 2 < function.code.size(); i++) {
            int code = function.code.get(i).code;
            int next = function.code.get(i + 1).code;
            if ((code == STRUCT_NEW || code == STRUCT_NEW_DEFAULT) && (next == LOCAL_SET || next == LOCAL_TEE)) {
                fillAtOnce(i);
            }
        }
    }

    private void fillAtOnce(int made) {
        function.findBlocks();
        Instruction structure = function.code.get(made);
        int type = new WasmReader(structure.head, 2).unsigned();
        int local = function.code.get(made + 1).index;
        List<List<Instruction>> values = new ArrayList<>();
        int start = values(made, type, values);
        if (start < 0) {
            return;
        }
        int end = made + 2;
        boolean onStack = function.code.get(made + 1).code == LOCAL_TEE;
        while (true) {
            int from = onStack ? end : end + 1;
            if (!onStack && (function.code.get(end).code != LOCAL_GET || function.code.get(end).index != local)) {
                break;
            }
            int set = storeAfter(from, local);
            if (set < 0 || !put(function.code.subList(from, set), field(set), values)) {
                break;
            }
            onStack = false;
            end = set + 1;
        }
        if (end == made + 2 || onStack) {
            return;
        }
        List<Instruction> filled = new ArrayList<>();
        values.forEach(filled::addAll);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(0xFB);
        head.write(0);
        WasmWriter.unsigned(type, head);
        filled.add(new Instruction(STRUCT_NEW, head.toByteArray()));
        filled.add(Instruction.ofLocal(LOCAL_SET, local));
        List<Instruction> replaced = function.code.subList(start, end);
        if (size(filled) < size(replaced)) {
            replaced.clear();
            function.code.addAll(start, filled);
        }
    }

    /** Finds the values that a new structure begins with; returns where they begin, or -1. */
    private int values(int made, int type, List<List<Instruction>> values) {
        List<byte[]> fields = function.module.types.get(type).fields();
        int at = made;
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (function.code.get(made).code == STRUCT_NEW_DEFAULT) {
                values.add(0, List.of(Instruction.zero(new String(fields.get(i), StandardCharsets.ISO_8859_1))));
            } else {
                int from = function.start(at - 1);
                if (from < 0) {
                    return -1;
                }
                values.add(0, List.copyOf(function.code.subList(from, at)));
                at = from;
            }
        }
        return at;
    }

    /** Where the value that begins at {@code from} is stored in a field; -1 if it is not, or not without detours. */
    private int storeAfter(int from, int local) {
        for (int i = from; i < function.code.size(); i++) {
            Instruction instruction = function.code.get(i);
            if (instruction.code == STRUCT_SET && i > from && function.start(i - 1) == from) {
                return i;
            }
            boolean straight = function.effect(instruction) >= 0 && !instruction.neverGoesOn();
            if (!straight || instruction.usesLocal() && instruction.index == local) {
                return -1;
            }
        }
        return -1;
    }

    private int field(int set) {
        WasmReader in = new WasmReader(function.code.get(set).head, 2);
        in.unsigned();
        return in.unsigned();
    }

    /** Makes a value that of a field, if it is computed as late as before; its predecessor may be lost. */
    private boolean put(List<Instruction> value, int field, List<List<Instruction>> values) {
        for (int i = field; i < values.size(); i++) {
            boolean constant = values.get(i).stream().allMatch(function.module::isConstant);
            if (!constant && (i == field || !value.stream().allMatch(function.module::isConstant))) {
                return false;
            }
        }
        values.set(field, List.copyOf(value));
        return true;
    }

    private static int size(List<Instruction> code) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Instruction instruction : code) {
            instruction.write(out, function -> function);
        }
        return out.size();
    }
}
