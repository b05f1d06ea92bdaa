package io.github.docentsearch.wasm.shrink;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out what is written and never read: TeaVM describes each class to a program that might ask for it. With that go the
 * functions that nobody calls any more.
 */
final class DeadData {
    private final List<FunctionCode> functions;
    private final int imported;
    private final List<WasmType> types;
    private final BitSet sharedGlobals;
    private BitSet reached = new BitSet();
    private BitSet keptGlobals = new BitSet();
    private Set<Long> read = new HashSet<>();
    private final Map<FunctionCode, List<Operands.Operand>> operands = new HashMap<>();

    /**
     * For one module.
     *
     * @param imported number of the first of {@code functions}
     * @param sharedGlobals globals whose values are not known by the global alone
     */
    DeadData(List<FunctionCode> functions, int imported, List<WasmType> types, BitSet sharedGlobals) {
        this.sharedGlobals = sharedGlobals;
        this.functions = functions;
        this.imported = imported;
        this.types = types;
    }

    /**
     * Does it.
     *
     * @param roots functions that are called from outside
     * @return the functions that are still reached, imported ones too
     */
    BitSet drop(BitSet roots) {
        boolean changed;
        do {
            findUsed(roots);
            changed = false;
            for (int i = 0; i < functions.size(); i++) {
                if (reached.get(imported + i) && dropFrom(functions.get(i))) {
                    functions.get(i).shrink();
                    changed = true;
                }
            }
        } while (changed);
        return reached;
    }

    /** Begins with the roots and adds what they use, and so on; a function that is only stored in a field waits for its reader. */
    private void findUsed(BitSet roots) {
        reached = (BitSet) roots.clone();
        read = new HashSet<>();
        keptGlobals = (BitSet) sharedGlobals.clone();
        operands.clear();
        for (FunctionCode function : functions) {
            operands.put(function, new Operands(this, function).find());
        }
        int before;
        do {
            before = reached.cardinality() + read.size();
            for (int i = 0; i < functions.size(); i++) {
                if (reached.get(imported + i)) {
                    findUsed(functions.get(i));
                }
            }
        } while (reached.cardinality() + read.size() > before);
    }

    private void findUsed(FunctionCode function) {
        List<Instruction> code = function.code;
        BitSet unread = new BitSet();
        for (Operands.Operand operand : operands.get(function)) {
            if (isUnread(operand)) {
                unread.set(operand.first(), operand.end());
            }
        }
        for (int i = unread.nextClearBit(0); i < code.size(); i = unread.nextClearBit(i + 1)) {
            Instruction instruction = code.get(i);
            boolean stored = i + 1 < code.size()
                    && code.get(i + 1).code == Instruction.STRUCT_SET
                    && !read.contains(field(code.get(i + 1)));
            if (instruction.code == Instruction.CALL || instruction.code == Instruction.REF_FUNC && !stored) {
                reached.set(instruction.index);
            } else if (instruction.code >= Instruction.STRUCT_GET && instruction.code <= Instruction.STRUCT_GET_U) {
                read.add(field(instruction));
            } else if (instruction.code == Instruction.GLOBAL_GET && !isStoredInto(code, i)) {
                keptGlobals.set(instruction.global());
            }
        }
    }

    /** {@code global.get g VALUE struct.set}: the structure in g is written, and goes nowhere. */
    private static boolean isStoredInto(List<Instruction> code, int i) {
        return i + 2 < code.size()
                && code.get(i).code == Instruction.GLOBAL_GET
                && code.get(i + 1).isUnneeded()
                && code.get(i + 2).code == Instruction.STRUCT_SET;
    }

    /** Whether nobody reads a value, nor what is written to compute it. */
    private boolean isUnread(Operands.Operand operand) {
        return operand.droppable()
                && !read.contains(operand.field())
                && operand.written().stream().noneMatch(read::contains);
    }

    /**
     * Leaves values that nobody reads out of new structures; types still have their fields then. To be called after
     * {@link #drop}.
     *
     * @return fields that stay though nobody may read them, as their values are computed with other effects
     */
    Set<Long> dropFromNew() {
        Set<Long> needed = new HashSet<>();
        for (int i = reached.nextSetBit(imported); i >= 0; i = reached.nextSetBit(i + 1)) {
            for (Operands.Operand operand : operands.get(functions.get(i - imported))) {
                if (!isUnread(operand)) {
                    needed.add(operand.field());
                }
            }
        }
        for (int i = reached.nextSetBit(imported); i >= 0; i = reached.nextSetBit(i + 1)) {
            BitSet dropped = new BitSet();
            for (Operands.Operand operand : operands.get(functions.get(i - imported))) {
                if (!needed.contains(operand.field())) {
                    dropped.set(operand.first(), operand.end());
                }
            }
            functions.get(i - imported).remove(dropped);
        }
        return needed;
    }

    int fieldCount(int type) {
        return types.get(type).fields().size();
    }

    /** One of the module's own functions; null if it is imported. */
    @Nullable
    FunctionCode function(int index) {
        return index < imported ? null : functions.get(index - imported);
    }

    /** A field: its number, and the first of the structures with it, as those that are derived from one share its fields. */
    long field(Instruction access) {
        WasmReader in = new WasmReader(access.head, 2);
        return field(in.unsigned(), in.unsigned());
    }

    long field(int first, int field) {
        int type = first;
        int supertype = types.get(type).supertype();
        while (supertype >= 0 && types.get(supertype).fields().size() > field) {
            type = supertype;
            supertype = types.get(type).supertype();
        }
        return (long) type << 32 | field;
    }

    private boolean dropFrom(FunctionCode function) {
        List<Instruction> changed = new ArrayList<>();
        boolean dropped = false;
        for (int i = 0; i < function.code.size(); i++) {
            Instruction instruction = function.code.get(i);
            if (isStoredInto(function.code, i) && !keptGlobals.get(instruction.global())) {
                i += 2;
                dropped = true;
                continue;
            }
            int operands = -1;
            if (instruction.code == Instruction.STRUCT_SET && !read.contains(field(instruction))) {
                operands = 2;
            } else if (instruction.code == Instruction.CALL && instruction.index >= imported) {
                FunctionCode callee = functions.get(instruction.index - imported);
                operands = callee.code.size() == 1 && callee.results.isEmpty() ? callee.parameterCount : -1;
            }
            if (operands < 0) {
                changed.add(instruction);
            } else {
                dropped = true;
                for (int k = 0; k < operands; k++) {
                    changed.add(new Instruction(Instruction.DROP, (byte) Instruction.DROP));
                }
            }
        }
        function.code = changed;
        return dropped;
    }
}
