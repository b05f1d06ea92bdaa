package io.github.docentsearch.wasm.shrink;

import static io.github.docentsearch.wasm.shrink.Instruction.CALL;
import static io.github.docentsearch.wasm.shrink.Instruction.CALL_REF;
import static io.github.docentsearch.wasm.shrink.Instruction.DROP;
import static io.github.docentsearch.wasm.shrink.Instruction.ELSE;
import static io.github.docentsearch.wasm.shrink.Instruction.END;
import static io.github.docentsearch.wasm.shrink.Instruction.I32_CONST;
import static io.github.docentsearch.wasm.shrink.Instruction.I32_EQZ;
import static io.github.docentsearch.wasm.shrink.Instruction.IF;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_GET;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_SET;
import static io.github.docentsearch.wasm.shrink.Instruction.LOCAL_TEE;
import static io.github.docentsearch.wasm.shrink.Instruction.REF_EQ;
import static io.github.docentsearch.wasm.shrink.Instruction.REF_FUNC;
import static io.github.docentsearch.wasm.shrink.Instruction.REF_IS_NULL;
import static io.github.docentsearch.wasm.shrink.Instruction.REF_NULL;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** One function's code. */
final class FunctionCode {
    final ShrinkEngine module;
    final int parameterCount;
    final List<byte[]> results;

    // Of each local variable its type as it is encoded, in Latin-1.
    final List<String> locals = new ArrayList<>();
    List<Instruction> code = new ArrayList<>();

    // Of each instruction the one that opens the block around it, or -1; of an end or else, the one that opens its
    // block.
    int[] around = {};
    // Of each instruction that opens a block, its end; of an if, also its else or -1.
    int[] ends = {};
    int[] elses = {};

    /** Of each instruction the locals whose values may be read after it. */
    BitSet[] live = {};

    BitSet liveAtStart = new BitSet();

    FunctionCode(WasmReader in, int end, int index, ShrinkEngine module) {
        this.module = module;
        WasmType type = module.typeOf(index);
        for (byte[] parameter : type.parameters()) {
            locals.add(new String(parameter, StandardCharsets.ISO_8859_1));
        }
        parameterCount = locals.size();
        results = type.results();
        for (int runs = in.unsigned(); runs > 0; runs--) {
            int count = in.unsigned();
            String local = new String(in.valueType(), StandardCharsets.ISO_8859_1);
            for (int i = 0; i < count; i++) {
                locals.add(local);
            }
        }
        while (in.at < end) {
            code.add(Instruction.decode(in));
        }
    }

    void shrink() {
        Blocks blocks = new Blocks(this);
        Locals variables = new Locals(this);
        int before;
        do {
            before = code.size();
            blocks.dropUnreachable();
            new Webs(this).split();
            new NewStructures(this).fillAtOnce();
            new Conditions(this).shorten();
            blocks.dropBranches();
            blocks.dropBlocks();
            variables.keepOnStack();
            variables.join();
            variables.keepOnStack();
        } while (code.size() < before);
    }

    /** Finds which instruction belongs to which block; to be called after each change. */
    void findBlocks() {
        int size = code.size();
        around = new int[size];
        ends = new int[size];
        elses = new int[size];
        Arrays.fill(elses, -1);
        int open = -1;
        for (int i = 0; i < size; i++) {
            around[i] = open;
            Instruction instruction = code.get(i);
            if (instruction.opensBlock()) {
                open = i;
            } else if (instruction.code == ELSE) {
                elses[open] = i;
            } else if (instruction.code == END && open >= 0) {
                ends[open] = i;
                open = around[open];
            }
        }
    }

    /** The instruction that opens the block which a branch at {@code i} leaves or repeats; -1 if that is the function. */
    int target(int i, int label) {
        int block = around[i];
        for (int left = label; left > 0 && block >= 0; left--) {
            block = around[block];
        }
        return block;
    }

    boolean isTargeted(int block) {
        for (int i = block; i < ends[block]; i++) {
            Instruction instruction = code.get(i);
            if (instruction.isBranch() && target(i, instruction.index) == block) {
                return true;
            }
            for (int label : instruction.labels) {
                if (target(i, label) == block) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Lets the labels from {@code from} to {@code to} count one block less: {@code block}, which is taken away. */
    void forgetBlock(int block, int from, int to) {
        for (int i = from; i < to; i++) {
            Instruction instruction = code.get(i);
            int depth = 0;
            for (int b = around[i]; b != block; b = around[b]) {
                depth++;
            }
            if (instruction.isBranch() && instruction.index > depth) {
                instruction.index--;
            }
            for (int k = 0; k < instruction.labels.length; k++) {
                if (instruction.labels[k] > depth) {
                    instruction.labels[k]--;
                }
            }
        }
    }

    void remove(BitSet dropped) {
        List<Instruction> kept = new ArrayList<>();
        for (int i = 0; i < code.size(); i++) {
            if (!dropped.get(i)) {
                kept.add(code.get(i));
            }
        }
        code = kept;
    }

    /** Where the expression begins whose last instruction is at {@code last}; -1 if it is more than an expression. */
    int start(int last) {
        int lacking = 1;
        int i = last;
        while (true) {
            if (i < 0) {
                return -1;
            }
            Instruction instruction = code.get(i);
            int gives;
            int takes;
            if (instruction.code == END) {
                int opener = openerOf(i);
                if (opener < 0 || !code.get(opener).hasNoParameters()) {
                    return -1;
                }
                gives = code.get(opener).isVoidBlock() ? 0 : 1;
                takes = code.get(opener).code == IF ? 1 : 0;
                i = opener;
            } else {
                int effect = effect(instruction);
                if (effect < 0) {
                    return -1;
                }
                gives = effect & 0xFF;
                takes = effect >> 8;
            }
            if (gives > lacking) {
                return -1;
            }
            lacking += takes - gives;
            if (lacking == 0) {
                return i;
            }
            i--;
        }
    }

    int openerOf(int end) {
        for (int i = end - 1; i >= 0; i--) {
            if (code.get(i).opensBlock() && ends[i] == end) {
                return i;
            }
        }
        return -1;
    }

    /** How many values an instruction gives, and in the next byte how many it takes; -1 if that is not known. */
    int effect(Instruction instruction) {
        int code = instruction.code;
        byte[] head = instruction.head;
        if (code >= 0x28 && code <= 0x35 || code >= 0x79 && code <= 0x7B || code >= 0x67 && code <= 0x69) {
            return ONE_TO_ONE;
        }
        if (code >= 0x46 && code <= 0x66 && code != 0x50
                || code >= 0x6A && code <= 0x78
                || code >= 0x7C && code <= 0x8A
                || code >= 0x92 && code <= 0x98
                || code >= 0xA0 && code <= 0xA6) {
            return TWO_TO_ONE;
        }
        if (code == I32_EQZ || code == 0x50 || code >= 0x8B && code <= 0xC4 || code >= 0xFC00 && code <= 0xFC07) {
            return ONE_TO_ONE;
        }
        if (code >= 0x36 && code <= 0x3E) {
            return 2 << 8;
        }
        switch (code) {
            case LOCAL_GET, 0x23, I32_CONST, 0x42, 0x43, 0x44, REF_NULL, REF_FUNC, 0x3F, 0xFB01:
                return 1;
            case LOCAL_TEE, REF_IS_NULL, 0xD4, 0xFB02, 0xFB03, 0xFB04, 0xFB07, 0xFB0F, 0xFB14, 0xFB15, 0xFB16, 0xFB17:
                return ONE_TO_ONE;
            case LOCAL_SET, 0x24, DROP:
                return 1 << 8;
            case REF_EQ, 0xFB06, 0xFB0B, 0xFB0C, 0xFB0D:
                return TWO_TO_ONE;
            case 0xFB05:
                return 2 << 8;
            case 0xFB0E:
                return 3 << 8;
            case 0x1B:
                return 3 << 8 | 1;
            case CALL: {
                WasmType type = module.typeOf(instruction.index);
                return type.parameters().size() << 8 | type.results().size();
            }
            case CALL_REF: {
                WasmType type = module.types.get(new WasmReader(head, 1).unsigned());
                return type.parameters().size() + 1 << 8 | type.results().size();
            }
            case 0xFB00:
                return module.types
                                        .get(new WasmReader(head, 2).unsigned())
                                        .fields()
                                        .size()
                                << 8
                        | 1;
            default:
                return -1;
        }
    }

    private static final int ONE_TO_ONE = 1 << 8 | 1;
    private static final int TWO_TO_ONE = 2 << 8 | 1;

    /** Finds where which local's value is still needed; to be called after each change. */
    void findLives() {
        int[][] next = new Flow(this).successors();
        int size = code.size();
        live = new BitSet[size];
        BitSet[] before = new BitSet[size];
        for (int i = 0; i < size; i++) {
            live[i] = new BitSet();
            before[i] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = size - 1; i >= 0; i--) {
                for (int successor : next[i]) {
                    live[i].or(before[successor]);
                }
                BitSet now = (BitSet) live[i].clone();
                Instruction instruction = code.get(i);
                if (instruction.code == LOCAL_GET) {
                    now.set(instruction.index);
                } else if (instruction.usesLocal()) {
                    now.clear(instruction.index);
                }
                if (!now.equals(before[i])) {
                    before[i] = now;
                    changed = true;
                }
            }
        }
        liveAtStart = before[0];
    }

    /** The function's body, its locals by type and those used most in front. */
    byte[] encode(IntUnaryOperator functions) {
        int[] uses = new int[locals.size()];
        Map<String, Integer> usesOfType = new HashMap<>();
        for (Instruction instruction : code) {
            if (instruction.usesLocal()) {
                uses[instruction.index]++;
                usesOfType.merge(locals.get(instruction.index), 1, Integer::sum);
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int local = parameterCount; local < uses.length; local++) {
            if (uses[local] > 0) {
                order.add(local);
            }
        }
        order.sort(Comparator.comparing((Integer local) -> -usesOfType.get(locals.get(local)))
                .thenComparing(local -> locals.get(local))
                .thenComparing(local -> -uses[local]));
        int[] renamed = new int[uses.length];
        Arrays.setAll(renamed, i -> i);
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        int runCount = 0;
        for (int from = 0; from < order.size(); runCount++) {
            String type = locals.get(order.get(from));
            int to = from;
            while (to < order.size() && locals.get(order.get(to)).equals(type)) {
                renamed[order.get(to)] = parameterCount + to;
                to++;
            }
            WasmWriter.unsigned(to - from, runs);
            runs.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
            from = to;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WasmWriter.unsigned(runCount, out);
        out.writeBytes(runs.toByteArray());
        for (Instruction instruction : code) {
            int index = instruction.index;
            if (instruction.usesLocal()) {
                instruction.index = renamed[index];
            }
            instruction.write(out, functions);
            instruction.index = index;
        }
        return out.toByteArray();
    }
}
