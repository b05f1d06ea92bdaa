package io.github.docentsearch.wasm.shrink;

import static io.github.docentsearch.wasm.shrink.Instruction.DROP;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_GET;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_SET;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_TEE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Finds how few local variables a function can do with. */
final class Locals {
    private final FunctionCode function;

    Locals(FunctionCode function) {
        this.function = function;
    }

    /** Leaves values on the stack that are stored only to be read at once. */
    void keepOnStack() {
        while (keepSomeOnStack()) {}
    }

    /** Returns whether there may be more to do. */
    private boolean keepSomeOnStack() {
        function.findLives();
        BitSet dropped = new BitSet();
        for (int i = 0; i + 1 < function.code.size(); i++) {
            Instruction instruction = function.code.get(i);
            Instruction next = function.code.get(i + 1);
            if (dropped.get(i) || dropped.get(i + 1)) {
                continue;
            }
            boolean same = instruction.usesLocal() && next.usesLocal() && instruction.index == next.index;
            boolean stores = instruction.code == LOCAL_SET || instruction.code == LOCAL_TEE;
            if (instruction.code == LOCAL_SET && next.code == LOCAL_GET && same) {
                dropped.set(i);
                if (function.live[i + 1].get(next.index)) {
                    function.code.set(i + 1, Instruction.ofLocal(LOCAL_TEE, next.index));
                } else {
                    dropped.set(i + 1);
                }
            } else if (stores && !function.live[i].get(instruction.index)) {
                if (instruction.code == LOCAL_TEE) {
                    dropped.set(i);
                } else {
                    function.code.set(i, new Instruction(DROP, (byte) DROP));
                }
            } else if (instruction.code == LOCAL_GET && same && next.code != LOCAL_GET) {
                dropped.set(i + 1);
                if (next.code == LOCAL_SET) {
                    dropped.set(i);
                }
            } else if (next.code == DROP && instruction.isUnneeded()) {
                dropped.set(i);
                dropped.set(i + 1);
            } else if (next.code == DROP && instruction.isHarmless()) {
                // Of what is computed in vain the operands are dropped instead.
                int operands = function.effect(instruction) >> 8;
                if (operands == 1) {
                    dropped.set(i);
                } else if (operands == 2) {
                    function.code.set(i, new Instruction(DROP, (byte) DROP));
                }
            } else if (next.code == DROP && instruction.code == LOCAL_TEE) {
                function.code.set(i, Instruction.ofLocal(LOCAL_SET, instruction.index));
                dropped.set(i + 1);
            }
        }
        if (!dropped.isEmpty()) {
            function.remove(dropped);
            return true;
        }
        for (int i = 0; i + 2 < function.code.size(); i++) {
            if (function.code.get(i).code == LOCAL_SET && (forward(i) || sink(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@code VALUE local.set x OTHERS local.get x}, where nobody reads x again, becomes {@code OTHERS VALUE}, if neither
     * notices.
     */
    private boolean sink(int set) {
        int local = function.code.get(set).index;
        boolean othersAreSimple = true;
        boolean othersOnlyRead = true;
        BitSet othersSet = new BitSet();
        BitSet othersGet = new BitSet();
        int height = 0;
        int get = set + 1;
        while (!(function.code.get(get).usesLocal() && function.code.get(get).index == local)) {
            Instruction instruction = function.code.get(get);
            int effect = function.effect(instruction);
            if (effect < 0 || instruction.neverGoesOn()) {
                return false;
            }
            height -= effect >> 8;
            if (height < 0) {
                return false;
            }
            height += effect & 0xFF;
            if (instruction.usesLocal()) {
                (instruction.code == LOCAL_GET ? othersGet : othersSet).set(instruction.index);
            } else {
                othersOnlyRead &= instruction.isRead();
            }
            othersAreSimple &= instruction.isSimpleValue() || function.module.isConstant(instruction);
            get++;
        }
        int start = function.start(set - 1);
        if (get == set + 1 || start < 0 || function.code.get(get).code != LOCAL_GET || function.live[get].get(local)) {
            return false;
        }
        for (int i = start; i < set; i++) {
            Instruction instruction = function.code.get(i);
            boolean mayPass;
            if (instruction.code == LOCAL_GET) {
                mayPass = !othersSet.get(instruction.index);
            } else if (instruction.usesLocal()) {
                mayPass = !othersGet.get(instruction.index) && !othersSet.get(instruction.index);
            } else {
                mayPass = othersAreSimple || instruction.isHarmless() || othersOnlyRead && instruction.isRead();
            }
            if (!mayPass) {
                return false;
            }
        }
        List<Instruction> changed = new ArrayList<>(function.code.subList(0, start));
        changed.addAll(function.code.subList(set + 1, get));
        changed.addAll(function.code.subList(start, set));
        changed.addAll(function.code.subList(get + 1, function.code.size()));
        function.code = changed;
        return true;
    }

    /** {@code CONSTANT local.set x ... local.get x}, where nobody reads x again, becomes {@code ... CONSTANT}. */
    private boolean forward(int set) {
        int local = function.code.get(set).index;
        if (set == 0 || !function.module.isConstant(function.code.get(set - 1))) {
            return false;
        }
        for (int i = set + 1; i < function.code.size(); i++) {
            Instruction instruction = function.code.get(i);
            if (instruction.usesLocal() && instruction.index == local) {
                if (instruction.code != LOCAL_GET || function.live[i].get(local)) {
                    return false;
                }
                function.code.set(i, function.code.get(set - 1));
                function.code.subList(set - 1, set + 1).clear();
                return true;
            }
            boolean straight = !instruction.opensBlock()
                    && !instruction.isBranch()
                    && !instruction.neverGoesOn()
                    && instruction.code != Instruction.ELSE
                    && instruction.code != Instruction.END;
            if (!straight) {
                return false;
            }
        }
        return false;
    }

    /** Gives one local variable to values of one type that never function.live together. */
    void join() {
        function.findLives();
        int count = function.locals.size();
        int[] uses = new int[count];
        BitSet[] conflicts = new BitSet[count];
        int[][] copies = new int[count][count];
        for (int local = 0; local < count; local++) {
            conflicts[local] = new BitSet();
        }
        for (int local = 0; local < count; local++) {
            // At the start parameters have values, and variables that are read before they are set are zero.
            if (local < function.parameterCount || function.liveAtStart.get(local)) {
                conflict(local, function.liveAtStart, -1, conflicts);
            }
        }
        for (int i = 0; i < function.code.size(); i++) {
            Instruction instruction = function.code.get(i);
            if (!instruction.usesLocal()) {
                continue;
            }
            uses[instruction.index]++;
            if (instruction.code != LOCAL_GET) {
                Instruction previous = i > 0 ? function.code.get(i - 1) : instruction;
                boolean copy = previous.code == LOCAL_GET || previous.code == LOCAL_TEE;
                if (copy) {
                    copies[instruction.index][previous.index]++;
                    copies[previous.index][instruction.index]++;
                }
                conflict(instruction.index, function.live[i], copy ? previous.index : -1, conflicts);
            }
        }
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparing((Integer local) -> local >= function.parameterCount)
                        .thenComparing(local -> -uses[local]));
        int[] shared = new int[count];
        Arrays.fill(shared, -1);
        List<BitSet> members = new ArrayList<>();
        List<Integer> leaders = new ArrayList<>();
        for (int local : order) {
            if (uses[local] == 0 && local >= function.parameterCount) {
                continue;
            }
            int best = -1;
            int bestCopies = -1;
            for (int k = 0; k < members.size() && local >= function.parameterCount; k++) {
                if (function.locals.get(leaders.get(k)).equals(function.locals.get(local))
                        && !members.get(k).intersects(conflicts[local])) {
                    int common = 0;
                    for (int m = members.get(k).nextSetBit(0);
                            m >= 0;
                            m = members.get(k).nextSetBit(m + 1)) {
                        common += copies[local][m];
                    }
                    if (common > bestCopies) {
                        best = k;
                        bestCopies = common;
                    }
                }
            }
            if (best < 0) {
                best = members.size();
                members.add(new BitSet());
                leaders.add(local);
            }
            members.get(best).set(local);
            shared[local] = leaders.get(best);
        }
        for (Instruction instruction : function.code) {
            if (instruction.usesLocal()) {
                instruction.index = shared[instruction.index];
            }
        }
    }

    private void conflict(int local, BitSet others, int except, BitSet[] conflicts) {
        for (int other = others.nextSetBit(0); other >= 0; other = others.nextSetBit(other + 1)) {
            if (other != local && other != except) {
                conflicts[local].set(other);
                conflicts[other].set(local);
            }
        }
    }
}
