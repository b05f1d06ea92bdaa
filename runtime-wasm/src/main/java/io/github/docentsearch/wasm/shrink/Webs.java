package io.github.docentsearch.wasm.shrink;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Gives values that only share a local variable one of their own again: what is stored in it and read together. Each then may
 * stay on the stack, or go where it is used.
 */
final class Webs {
    private static final char NON_NULL_REFERENCE = 0x64;

    private final FunctionCode function;
    // Of each local the numbers of what is stored in it: the value at the start, then those of its sets.
    private final BitSet[] stores;
    // Of each instruction that stores, the number of what it stores.
    private final int[] numbers;
    // Of each store, another one that is read with it, or itself.
    private final int[] joined;

    Webs(FunctionCode function) {
        this.function = function;
        int locals = function.locals.size();
        stores = new BitSet[locals];
        for (int local = 0; local < locals; local++) {
            stores[local] = new BitSet();
            stores[local].set(local);
        }
        numbers = new int[function.code.size()];
        int count = locals;
        for (int i = 0; i < numbers.length; i++) {
            if (isStore(function.code.get(i))) {
                stores[function.code.get(i).index].set(count);
                numbers[i] = count++;
            }
        }
        joined = new int[count];
        Arrays.setAll(joined, i -> i);
    }

    void split() {
        List<Instruction> code = function.code;
        BitSet[] reaching = reaching();
        for (int i = 0; i < code.size(); i++) {
            Instruction instruction = code.get(i);
            if (instruction.usesLocal() && !isStore(instruction)) {
                BitSet read = (BitSet) reaching[i].clone();
                read.and(stores[instruction.index]);
                int first = read.nextSetBit(0);
                for (int store = first; store >= 0; store = read.nextSetBit(store + 1)) {
                    joined[leader(store)] = leader(first);
                }
            }
        }
        int[] locals = new int[joined.length];
        Arrays.fill(locals, -1);
        for (int local = 0; local < stores.length; local++) {
            locals[leader(local)] = local;
        }
        for (int i = 0; i < code.size(); i++) {
            Instruction instruction = code.get(i);
            // A variable that is never null must be set before it is read in a way that is plain from the blocks alone.
            if (!instruction.usesLocal()
                    || function.locals.get(instruction.index).charAt(0) == NON_NULL_REFERENCE) {
                continue;
            }
            int store = numbers[i];
            if (!isStore(instruction)) {
                BitSet read = (BitSet) reaching[i].clone();
                read.and(stores[instruction.index]);
                store = read.nextSetBit(0);
                if (store < 0) {
                    continue;
                }
            }
            int web = leader(store);
            if (locals[web] < 0) {
                locals[web] = function.locals.size();
                function.locals.add(function.locals.get(instruction.index));
            }
            instruction.index = locals[web];
        }
    }

    /** Of each instruction what may be stored in the locals before it. */
    private BitSet[] reaching() {
        List<Instruction> code = function.code;
        int[][] next = new Flow(function).successors();
        BitSet[] reaching = new BitSet[code.size()];
        for (int i = 0; i < reaching.length; i++) {
            reaching[i] = new BitSet();
        }
        reaching[0].set(0, stores.length);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < reaching.length; i++) {
                BitSet after = reaching[i];
                if (isStore(code.get(i))) {
                    after = (BitSet) after.clone();
                    after.andNot(stores[code.get(i).index]);
                    after.set(numbers[i]);
                }
                for (int successor : next[i]) {
                    int before = reaching[successor].cardinality();
                    reaching[successor].or(after);
                    changed |= reaching[successor].cardinality() > before;
                }
            }
        }
        return reaching;
    }

    private int leader(int store) {
        int leader = store;
        while (joined[leader] != leader) {
            leader = joined[leader];
        }
        return leader;
    }

    private static boolean isStore(Instruction instruction) {
        return instruction.code == Instruction.LOCAL_SET || instruction.code == Instruction.LOCAL_TEE;
    }
}
