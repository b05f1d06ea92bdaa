package io.github.docentsearch.wasm.shrink;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** One instruction: its bytes up to a label or local, and that. */
final class Instruction {
    static final int UNREACHABLE = 0x00;
    static final int BLOCK = 0x02;
    static final int LOOP = 0x03;
    static final int IF = 0x04;
    static final int ELSE = 0x05;
    static final int THROW = 0x08;
    static final int END = 0x0B;
    static final int BR = 0x0C;
    static final int BR_IF = 0x0D;
    static final int BR_TABLE = 0x0E;
    static final int RETURN = 0x0F;
    static final int CALL = 0x10;
    static final int CALL_REF = 0x14;
    static final int DROP = 0x1A;
    static final int TRY_TABLE = 0x1F;
    static final int LOCAL_GET = 0x20;
    static final int LOCAL_SET = 0x21;
    static final int LOCAL_TEE = 0x22;
    static final int GLOBAL_GET = 0x23;
    static final int GLOBAL_SET = 0x24;
    static final int I32_CONST = 0x41;
    static final int I32_EQZ = 0x45;
    static final int I32_AND = 0x71;
    static final int I32_OR = 0x72;
    static final int REF_NULL = 0xD0;
    static final int REF_FUNC = 0xD2;
    static final int REF_IS_NULL = 0xD1;
    static final int REF_EQ = 0xD3;
    static final int BR_ON_NULL = 0xD5;
    static final int BR_ON_NON_NULL = 0xD6;
    static final int STRUCT_NEW = 0xFB00;
    static final int STRUCT_NEW_DEFAULT = 0xFB01;
    static final int STRUCT_GET = 0xFB02;
    static final int STRUCT_GET_U = 0xFB04;
    static final int STRUCT_SET = 0xFB05;
    static final int BR_ON_CAST = 0xFB18;

    final int code;
    final byte[] head;
    /** Of a branch, how many blocks it leaves beyond the innermost; of a local's instruction, which local; else -1. */
    int index = -1;
    /** Of br_table all labels, of try_table those of its handlers. */
    int[] labels = {};
    /** What follows the label. */
    byte[] tail = {};
    /** Of try_table, what stands before each label. */
    byte[][] handlers = {};

    Instruction(int code, byte... head) {
        this.code = code;
        this.head = head;
    }

    /** Of global.get and global.set, which global. */
    int global() {
        return new WasmReader(head, 1).unsigned();
    }

    Instruction copy() {
        Instruction copy = new Instruction(code, head);
        copy.index = index;
        copy.labels = labels.clone();
        copy.tail = tail;
        copy.handlers = handlers;
        return copy;
    }

    boolean opensBlock() {
        return code == BLOCK || code == LOOP || code == IF || code == TRY_TABLE;
    }

    boolean neverGoesOn() {
        return code == BR || code == RETURN || code == THROW || code == BR_TABLE || code == UNREACHABLE;
    }

    boolean isBranch() {
        return code == BR || code == BR_IF || code == BR_ON_NULL || code == BR_ON_NON_NULL || code == BR_ON_CAST;
    }

    boolean usesLocal() {
        return code >= LOCAL_GET && code <= LOCAL_TEE;
    }

    /** Whether it makes one value of nothing, does nothing else, and gives the same value a little later. */
    boolean isSimpleValue() {
        return code == LOCAL_GET || code == I32_CONST || code >= 0x42 && code <= 0x44 || code == REF_NULL;
    }

    /** Whether it makes one value of nothing and does nothing else. */
    boolean isUnneeded() {
        return isSimpleValue() || code == GLOBAL_GET || code == REF_FUNC || code == 0xFB01;
    }

    /** Whether it has no effect but on the stack. If it fails, then the engine fails, now or a little later. */
    boolean isRead() {
        return isHarmless()
                || code >= 0x28 && code <= 0x35
                || code >= I32_EQZ && code <= 0xC4
                || code >= 0xFB02 && code <= 0xFB04
                || code >= 0xFB0B && code <= 0xFB0D
                || code == GLOBAL_GET
                || code == 0xFB0F
                || code >= 0xFB14 && code <= 0xFB17;
    }

    /** Whether it has no effect but on the stack, and cannot fail. */
    boolean isHarmless() {
        return isSimpleValue()
                || code >= I32_EQZ && code <= 0x6C
                || code >= I32_AND && code <= 0x78
                || code == REF_IS_NULL
                || code == REF_EQ;
    }

    /** Whether it does nothing but with values on the stack. */
    boolean isVoidOfEffects() {
        return code == BLOCK || code == END || code == DROP || code >= STRUCT_GET && code <= STRUCT_GET_U;
    }

    /** Of what opens a block: whether it neither takes nor gives values. */
    boolean isVoidBlock() {
        return head[1] == 0x40;
    }

    /** Of what opens a block: whether it takes no values; a type that is a number stands for one that may. */
    boolean hasNoParameters() {
        return (head[1] & 0xFF) >= 0x40 && (head[1] & 0xFF) < 0x80;
    }

    /** @param functions the new number of each function */
    void write(ByteArrayOutputStream out, IntUnaryOperator functions) {
        out.writeBytes(head);
        if (code == BR_TABLE) {
            WasmWriter.unsigned(labels.length - 1, out);
            for (int label : labels) {
                WasmWriter.unsigned(label, out);
            }
        } else if (code == TRY_TABLE) {
            WasmWriter.unsigned(labels.length, out);
            for (int i = 0; i < labels.length; i++) {
                out.writeBytes(handlers[i]);
                WasmWriter.unsigned(labels[i], out);
            }
        } else if (index >= 0) {
            WasmWriter.unsigned(code == CALL || code == REF_FUNC ? functions.applyAsInt(index) : index, out);
        }
        out.writeBytes(tail);
    }

    /** Reads or sets a local. */
    static Instruction ofLocal(int code, int local) {
        Instruction instruction = new Instruction(code, (byte) code);
        instruction.index = local;
        return instruction;
    }

    /** What a variable of this type holds at first. */
    static Instruction zero(String type) {
        return switch (type.charAt(0)) {
            case 0x7F, 0x78, 0x77 -> new Instruction(I32_CONST, (byte) I32_CONST, (byte) 0);
            case 0x7E -> new Instruction(0x42, (byte) 0x42, (byte) 0);
            case 0x7D -> new Instruction(0x43, new byte[] {0x43, 0, 0, 0, 0});
            case 0x7C -> new Instruction(0x44, new byte[] {0x44, 0, 0, 0, 0, 0, 0, 0, 0});
            case 0x63 ->
                new Instruction(REF_NULL, ((char) REF_NULL + type.substring(1)).getBytes(StandardCharsets.ISO_8859_1));
            default -> new Instruction(REF_NULL, ((char) REF_NULL + type).getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    /** Reads an instruction; fails if it is not known here. */
    static Instruction decode(WasmReader in) {
        int start = in.at;
        int code = in.next();
        if (code == 0xFB || code == 0xFC) {
            code = code << 8 | in.unsigned();
        }
        int[] labels = {};
        byte[][] handlers = {};
        int indexAt = -1;
        switch (code) {
            case BLOCK, LOOP, IF -> in.blockType();
            case TRY_TABLE -> {
                in.blockType();
                indexAt = in.at;
                labels = new int[in.unsigned()];
                handlers = new byte[labels.length][];
                for (int i = 0; i < labels.length; i++) {
                    int from = in.at;
                    if (in.next() < 2) {
                        in.unsigned();
                    }
                    handlers[i] = Arrays.copyOfRange(in.bytes, from, in.at);
                    labels[i] = in.unsigned();
                }
            }
            case BR_TABLE -> {
                indexAt = in.at;
                labels = new int[in.unsigned() + 1];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = in.unsigned();
                }
            }
            case BR, BR_IF, BR_ON_NULL, BR_ON_NON_NULL, LOCAL_GET, LOCAL_SET, LOCAL_TEE, CALL, REF_FUNC ->
                indexAt = in.at;
            case BR_ON_CAST, BR_ON_CAST + 1 -> {
                in.next();
                indexAt = in.at;
            }
            case UNREACHABLE, 0x01, ELSE, END, RETURN, DROP, 0x1B, REF_IS_NULL, REF_EQ, 0xD4, 0xFB0F -> {
                // Nothing follows.
            }
            case THROW, CALL_REF, 0x23, 0x24, REF_NULL, 0x3F, 0x40, I32_CONST, 0x42 -> in.skipInteger();
            case 0x43 -> in.at += 4;
            case 0x44 -> in.at += 8;
            case 0xFB00, 0xFB01, 0xFB06, 0xFB07, 0xFB0B, 0xFB0C, 0xFB0D, 0xFB0E, 0xFB10 -> in.skipInteger();
            case 0xFB14, 0xFB15, 0xFB16, 0xFB17 -> in.skipInteger();
            case 0xFB02, 0xFB03, 0xFB04, 0xFB05, 0xFB08, 0xFB11 -> {
                in.skipInteger();
                in.skipInteger();
            }
            default -> {
                if (code >= 0x28 && code <= 0x3E) {
                    in.skipInteger();
                    in.skipInteger();
                } else if (!(code >= I32_EQZ && code <= 0xC4 || code >= 0xFC00 && code <= 0xFC07)) {
                    throw new IllegalStateException("The engine has the unknown instruction " + code);
                }
            }
        }
        boolean indexed = indexAt >= 0;
        Instruction instruction = new Instruction(code, Arrays.copyOfRange(in.bytes, start, indexed ? indexAt : in.at));
        instruction.labels = labels;
        instruction.handlers = handlers;
        if (indexed && labels.length == 0 && code != TRY_TABLE) {
            instruction.index = in.unsigned();
            int from = in.at;
            if (code >= BR_ON_CAST) {
                in.skipInteger();
                in.skipInteger();
            }
            instruction.tail = Arrays.copyOfRange(in.bytes, from, in.at);
        }
        return instruction;
    }
}
