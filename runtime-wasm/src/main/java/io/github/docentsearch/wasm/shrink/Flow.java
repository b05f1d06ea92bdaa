package io.github.docentsearch.wasm.shrink;

import static io.github.docentsearch.wasm.shrink.Instruction.ELSE;
import static io.github.docentsearch.wasm.shrink.Instruction.IF;
import static io.github.docentsearch.wasm.shrink.Instruction.LOOP;
import static io.github.docentsearch.wasm.shrink.Instruction.TRY_TABLE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** In which order a function's instructions may run. */
final class Flow {
    private final FunctionCode function;

    Flow(FunctionCode function) {
        this.function = function;
    }

    private List<Instruction> code() {
        return function.code;
    }

    /** Of each instruction those that may come after it. */
    int[][] successors() {
        function.findBlocks();
        int[][] next = new int[code().size()][];
        Arrays.setAll(next, this::next);
        return next;
    }

    /** The instructions that may come after the one at {@code i}. */
    private int[] next(int i) {
        Instruction instruction = code().get(i);
        List<Integer> found = new ArrayList<>();
        if (instruction.code == ELSE) {
            for (int k = i - 1; found.isEmpty(); k--) {
                if (code().get(k).code == IF && function.elses[k] == i) {
                    found.add(function.ends[k]);
                }
            }
        } else if (!instruction.neverGoesOn() && i + 1 < code().size()) {
            found.add(i + 1);
        }
        if (instruction.code == IF) {
            found.add(function.elses[i] >= 0 ? function.elses[i] + 1 : function.ends[i]);
        }
        if (instruction.isBranch()) {
            found.add(place(function.target(i, instruction.index)));
        }
        for (int label : instruction.labels) {
            found.add(place(function.target(i, label)));
        }
        // What may throw may go on at the handlers around it.
        for (int block = function.around[i]; block >= 0; block = function.around[block]) {
            if (code().get(block).code == TRY_TABLE) {
                for (int label : code().get(block).labels) {
                    found.add(place(function.target(block, label)));
                }
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Where a branch to a block goes on. */
    private int place(int block) {
        if (block < 0) {
            return code().size() - 1;
        }
        return code().get(block).code == LOOP ? block : function.ends[block];
    }
}
