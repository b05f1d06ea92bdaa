package io.github.docentsearch.wasm.shrink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the values that new structures are made with, and whether they may go when nobody reads them. */
final class Operands {
    /**
     * A value.
     *
     * @param first its first instruction
     * @param end behind its last one
     * @param field where it goes: see {@link DeadData#field}
     * @param written fields that are written while it is computed
     * @param droppable whether computing it does nothing else
     */
    record Operand(int first, int end, long field, Set<Long> written, boolean droppable) {}

    private final DeadData module;
    private final FunctionCode function;

    Operands(DeadData module, FunctionCode function) {
        this.module = module;
        this.function = function;
    }

    /** Those of all structures that a function makes; where one begins is -1 if that is not plain. */
    List<Operand> find() {
        List<Operand> found = new ArrayList<>();
        function.findLives();
        boolean catches = function.code.stream().anyMatch(instruction -> instruction.code == Instruction.TRY_TABLE);
        for (int i = 0; i < function.code.size(); i++) {
            if (function.code.get(i).code == Instruction.STRUCT_NEW) {
                int type = new WasmReader(function.code.get(i).head, 2).unsigned();
                int end = i;
                for (int field = module.fieldCount(type) - 1; field >= 0; field--) {
                    int first = end < 0 ? -1 : function.start(end - 1);
                    Set<Long> written = new HashSet<>();
                    boolean plain = first >= 0 && (!catches || end == first + 1);
                    boolean droppable = plain && isDroppable(first, end, written);
                    found.add(new Operand(first, end, module.field(type, field), written, droppable));
                    end = first;
                }
            }
        }
        return found;
    }

    private boolean isDroppable(int first, int end, Set<Long> written) {
        for (int i = first; i < end; i++) {
            Instruction instruction = function.code.get(i);
            boolean harmless = instruction.isUnneeded()
                    || instruction.isVoidOfEffects()
                    || instruction.isBranch() && function.target(i, instruction.index) >= first
                    || instruction.usesLocal() && !function.live[end - 1].get(instruction.index)
                    || writesFieldsOnly(instruction, written);
            if (!harmless) {
                return false;
            }
        }
        return true;
    }

    /** Of a call: whether the function does nothing but write fields. */
    private boolean writesFieldsOnly(Instruction instruction, Set<Long> written) {
        if (instruction.code == Instruction.STRUCT_SET) {
            written.add(module.field(instruction));
            return true;
        }
        FunctionCode callee = instruction.code == Instruction.CALL ? module.function(instruction.index) : null;
        if (callee == null) {
            return false;
        }
        for (Instruction inner : callee.code) {
            if (inner.code == Instruction.STRUCT_SET) {
                written.add(module.field(inner));
            } else if (!inner.isUnneeded() && inner.code != Instruction.END) {
                return false;
            }
        }
        return true;
    }
}
