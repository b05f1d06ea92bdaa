package io.github.docentsearch.wasm.shrink;

import static io.github.docentsearch.wasm.shrink.Instruction.BLOCK;
import static io.github.docentsearch.wasm.shrink.Instruction.BR_IF;
import static io.github.docentsearch.wasm.shrink.Instruction.DROP;
import static io.github.docentsearch.wasm.shrink.Instruction.ELSE;
import static io.github.docentsearch.wasm.shrink.Instruction.I32_AND;
import static io.github.docentsearch.wasm.shrink.Instruction.I32_CONST;
import static io.github.docentsearch.wasm.shrink.Instruction.I32_EQZ;
import static io.github.docentsearch.wasm.shrink.Instruction.I32_OR;
import static io.github.docentsearch.wasm.shrink.Instruction.IF;
import static io.github.docentsearch.wasm.shrink.Instruction.REF_EQ;
import static io.github.docentsearch.wasm.shrink.Instruction.REF_IS_NULL;

import java.util.ArrayList;
import java.util.List;

/** Shortens how a function decides. */
final class Conditions {
    private final FunctionCode function;

    Conditions(FunctionCode function) {
        this.function = function;
    }

    /** Shortens what decides about a branch: double negations, and the blocks that TeaVM makes of && and ||. */
    void shorten() {
        for (int i = 0; i + 1 < function.code.size(); i++) {
            Instruction next = function.code.get(i + 1);
            if (next.code != I32_EQZ) {
                continue;
            }
            int inverse = inverse(function.code.get(i).code);
            boolean decides = i + 2 < function.code.size()
                    && (function.code.get(i + 2).code == BR_IF || function.code.get(i + 2).code == IF);
            if (inverse >= 0) {
                function.code.set(i, new Instruction(inverse, (byte) inverse));
                function.code.remove(i + 1);
            } else if (function.code.get(i).code == I32_EQZ && decides) {
                function.code.subList(i, i + 2).clear();
                i = Math.max(-1, i - 2);
            }
        }
        function.findBlocks();
        for (int i = 0; i + 2 < function.code.size(); i++) {
            if (function.code.get(i).code == BLOCK
                    && (function.code.get(i).head[1] & 0xFF) == 0x7F
                    && shortenShortCircuit(i)) {
                function.findBlocks();
            }
        }
    }

    /**
     * {@code block (i32.const c) CONDITION br_if 0 drop REST end} gives c where the condition holds, else the rest. As an if
     * it is shorter; as an and or an or it is shorter still, where the rest may be computed in vain.
     */
    private boolean shortenShortCircuit(int block) {
        Instruction constant = function.code.get(block + 1);
        int value = constant.code == I32_CONST ? constant.head[1] : -1;
        if (value != 0 && value != 1) {
            return false;
        }
        int leaves = block + 2;
        while (leaves < function.ends[block]
                && !(function.code.get(leaves).code == BR_IF && function.around[leaves] == block)) {
            leaves++;
        }
        if (leaves + 2 >= function.ends[block]
                || function.code.get(leaves).index != 0
                || function.code.get(leaves + 1).code != DROP
                || function.start(leaves - 1) != block + 2
                || function.start(function.ends[block] - 1) != leaves + 2) {
            return false;
        }
        Instruction own = function.code.get(leaves);
        own.index = Integer.MAX_VALUE - 1;
        boolean otherwiseTargeted = function.isTargeted(block);
        own.index = 0;
        if (otherwiseTargeted) {
            return false;
        }
        List<Instruction> changed = new ArrayList<>(function.code.subList(0, block));
        function.forgetBlock(block, block + 1, leaves);
        changed.addAll(function.code.subList(block + 2, leaves));
        List<Instruction> rest = function.code.subList(leaves + 2, function.ends[block]);
        boolean simple = rest.size() <= MAX_VAIN
                && isTruth(function.code.get(leaves - 1).code)
                && isTruth(rest.get(rest.size() - 1).code)
                && rest.stream().allMatch(Instruction::isHarmless);
        if (simple) {
            if (value == 0) {
                negate(changed);
            }
            changed.addAll(rest);
            int join = value == 0 ? I32_AND : I32_OR;
            changed.add(new Instruction(join, (byte) join));
        } else {
            changed.add(new Instruction(IF, (byte) IF, (byte) 0x7F));
            changed.add(constant);
            changed.add(new Instruction(ELSE, (byte) ELSE));
            changed.addAll(rest);
            changed.add(function.code.get(function.ends[block]));
        }
        changed.addAll(function.code.subList(function.ends[block] + 1, function.code.size()));
        function.code = changed;
        return true;
    }

    private static void negate(List<Instruction> condition) {
        int last = condition.size() - 1;
        int inverse = inverse(condition.get(last).code);
        if (inverse >= 0) {
            condition.set(last, new Instruction(inverse, (byte) inverse));
        } else {
            condition.add(new Instruction(I32_EQZ, (byte) I32_EQZ));
        }
    }

    /** The comparison of integers that holds where {@code comparison} does not, or -1. */
    private static int inverse(int comparison) {
        int base = comparison >= 0x51 ? 0x51 : 0x46;
        return comparison >= 0x46 && comparison <= 0x4F || comparison >= 0x51 && comparison <= 0x5A
                ? base + INVERSE[comparison - base]
                : -1;
    }

    /** Of eq, ne, lt_s, lt_u, gt_s, gt_u, le_s, le_u, ge_s, ge_u, in this order. */
    private static final int[] INVERSE = {1, 0, 8, 9, 6, 7, 4, 5, 2, 3};

    /** The most instructions that are worth computing where they may not be needed. */
    private static final int MAX_VAIN = 8;

    private static boolean isTruth(int code) {
        return code >= I32_EQZ && code <= 0x66
                || code == REF_IS_NULL
                || code == REF_EQ
                || code == 0xFB14
                || code == 0xFB15;
    }
}
