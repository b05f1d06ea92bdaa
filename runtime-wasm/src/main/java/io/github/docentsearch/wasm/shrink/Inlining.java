package io.github.docentsearch.wasm.shrink;

import static io.github.docentsearch.wasm.shrink.Instruction.BLOCK;
import static io.github.docentsearch.wasm.shrink.Instruction.BR;
import static io.github.docentsearch.wasm.shrink.Instruction.CALL;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_SET;
import static io.github.docentsearch.wasm.shrink.Instruction.LOOP;
import static io.github.docentsearch.wasm.shrink.Instruction.RETURN;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Puts functions that are called but once, and tiny ones, in the place of their calls. A loop that is called in a loop stays a
 * function, as browsers optimise a function when it is called again, and not while it runs.
 */
final class Inlining {
    /** Functions of no more instructions take the place of every call: that is hardly longer than the calls. */
    private static final int TINY = 4;

    private final List<FunctionCode> functions;
    private final int imported;
    private final BitSet inlined = new BitSet();
    private final BitSet done = new BitSet();

    /**
     * For one module.
     *
     * @param imported number of the first of {@code functions}
     * @param uses of each function, imported ones too, how often it is called
     */
    Inlining(List<FunctionCode> functions, int imported, int[] uses) {
        this.functions = functions;
        this.imported = imported;
        for (int i = imported; i < uses.length; i++) {
            FunctionCode function = functions.get(i - imported);
            boolean tiny = function.code.size() <= TINY && !hasLoop(function);
            inlined.set(i, (uses[i] == 1 || tiny) && function.results.size() <= 1);
        }
    }

    /** Whether the function stands in the place of all its calls from the functions given to {@link #inlineInto}. */
    boolean replacesCalls(int function) {
        return inlined.get(function);
    }

    void inlineInto(int caller) {
        if (done.get(caller)) {
            return;
        }
        done.set(caller);
        FunctionCode function = functions.get(caller - imported);
        boolean changed = false;
        for (int i = 0; i < function.code.size(); i++) {
            Instruction instruction = function.code.get(i);
            if (instruction.code == CALL && inlined.get(instruction.index) && instruction.index != caller) {
                inlineInto(instruction.index);
                FunctionCode callee = functions.get(instruction.index - imported);
                if (hasLoop(callee) && isInLoop(function, i)) {
                    inlined.clear(instruction.index);
                } else {
                    inline(function, i, callee);
                    changed = true;
                }
            }
        }
        if (changed) {
            function.shrink();
        }
    }

    private static boolean hasLoop(FunctionCode function) {
        return function.code.stream().anyMatch(instruction -> instruction.code == LOOP);
    }

    private static boolean isInLoop(FunctionCode function, int i) {
        function.findBlocks();
        for (int block = function.around[i]; block >= 0; block = function.around[block]) {
            if (function.code.get(block).code == LOOP) {
                return true;
            }
        }
        return false;
    }

    /** Puts what {@code callee} does in the place of its call. */
    private static void inline(FunctionCode function, int call, FunctionCode callee) {
        int base = function.locals.size();
        function.locals.addAll(callee.locals);
        List<Instruction> changed = new ArrayList<>(function.code.subList(0, call));
        for (int parameter = callee.parameterCount - 1; parameter >= 0; parameter--) {
            changed.add(Instruction.ofLocal(LOCAL_SET, base + parameter));
        }
        callee.findLives();
        for (int local = callee.parameterCount; local < callee.locals.size(); local++) {
            if (callee.liveAtStart.get(local)) {
                changed.add(Instruction.zero(callee.locals.get(local)));
                changed.add(Instruction.ofLocal(LOCAL_SET, base + local));
            }
        }
        byte[] header = {BLOCK, 0x40};
        if (!callee.results.isEmpty()) {
            byte[] result = callee.results.get(0);
            header = Arrays.copyOf(header, 1 + result.length);
            System.arraycopy(result, 0, header, 1, result.length);
        }
        changed.add(new Instruction(BLOCK, header));
        for (int i = 0; i < callee.code.size(); i++) {
            Instruction instruction = callee.code.get(i).copy();
            if (instruction.usesLocal()) {
                instruction.index += base;
            } else if (instruction.code == RETURN) {
                instruction = new Instruction(BR, (byte) BR);
                instruction.index = 0;
                for (int block = callee.around[i]; block >= 0; block = callee.around[block]) {
                    instruction.index++;
                }
            }
            changed.add(instruction);
        }
        changed.addAll(function.code.subList(call + 1, function.code.size()));
        function.code = changed;
    }
}
