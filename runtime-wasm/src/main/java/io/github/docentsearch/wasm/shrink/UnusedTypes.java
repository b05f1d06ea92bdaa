package io.github.docentsearch.wasm.shrink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes out the types, and the fields of structures, that nothing uses any more; what is left gets new numbers. */
final class UnusedTypes {

    private static final int FUNCTION = 0x60;
    private static final int STRUCTURE = 0x5F;
    private static final int GROUP = 0x4E;

    private static final int STRUCT_NEW = 0xFB00;
    private static final int STRUCT_GET = 0xFB02;
    private static final int STRUCT_SET = 0xFB05;
    private static final int ARRAY_NEW_FIXED = 0xFB08;
    private static final int ARRAY_COPY = 0xFB11;

    private final byte[] module;
    private final List<WasmType> types;
    private final Set<Long> neededFields;
    private final BitSet usedTypes = new BitSet();
    // Of each type its own fields that are used, by their numbers there; those of its supertypes are told there.
    private final List<BitSet> usedFields = new ArrayList<>();
    private IntUnaryOperator typeNumbers;

    private UnusedTypes(byte[] module, List<WasmType> types, Set<Long> neededFields) {
        this.module = module;
        this.neededFields = neededFields;
        this.types = types;
        for (int i = 0; i < types.size(); i++) {
            usedFields.add(new BitSet());
        }
        typeNumbers = this::use;
    }

    /**
     * The module without them.
     *
     * @param neededFields fields that have values in new structures though nobody may read them: the type's number in the upper
     *     half, the field's in the lower
     */
    static byte[] drop(byte[] module, List<WasmType> types, Set<Long> neededFields) {
        UnusedTypes unused = new UnusedTypes(module, types, neededFields);
        // The first time, writing only tells what is used.
        unused.write(false);
        unused.useWhatTypesUse();
        int[] numbers = new int[types.size()];
        int kept = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = unused.usedTypes.get(i) ? kept++ : -1;
        }
        unused.typeNumbers = type -> numbers[type];
        return unused.write(true);
    }

    private int use(int type) {
        usedTypes.set(type);
        return type;
    }

    private void useWhatTypesUse() {
        int before;
        do {
            before = usedTypes.cardinality();
            Sections.read(module, (code, content) -> {
                if (code == Sections.TYPES) {
                    writeTypes(content, new ByteArrayOutputStream(), null);
                }
            });
        } while (usedTypes.cardinality() > before);
    }

    /** The first of a structure's supertypes, or itself, that has the field. */
    private int owner(int type, int field) {
        int owner = type;
        while (types.get(owner).supertype() >= 0
                && types.get(types.get(owner).supertype()).fields().size() > field) {
            owner = types.get(owner).supertype();
        }
        return owner;
    }

    private boolean isUsed(int type, int field) {
        return usedFields.get(owner(type, field)).get(field);
    }

    private byte[] write(boolean withTypes) {
        return Sections.rewrite(module, (code, content, section) -> {
            switch (code) {
                case Sections.TYPES -> {
                    if (withTypes) {
                        writeTypes(content, section, new HashMap<>());
                    }
                }
                case Sections.IMPORTS -> writeImports(content, section);
                case Sections.FUNCTIONS -> writeFunctions(content, section);
                case Sections.TAGS -> writeTags(content, section);
                case Sections.GLOBALS -> writeGlobals(content, section);
                case Sections.CODE -> writeCode(content, section);
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    /** @param origins takes what each group is written from; {@code null} as long as it is not known what is used */
    private void writeTypes(WasmReader in, ByteArrayOutputStream out, @Nullable Map<ByteBuffer, ByteBuffer> origins) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int groupCount = 0;
        int type = 0;
        for (int groups = in.unsigned(); groups > 0; groups--) {
            int inGroup = 1;
            if (in.peek() == GROUP) {
                in.next();
                inGroup = in.unsigned();
            }
            ByteArrayOutputStream group = new ByteArrayOutputStream();
            int kept = 0;
            int start = in.at;
            for (; inGroup > 0; inGroup--, type++) {
                if (usedTypes.get(type)) {
                    kept++;
                    writeType(type, in, group);
                } else {
                    skipType(in);
                }
            }
            if (kept > 1) {
                all.write(GROUP);
                WasmWriter.unsigned(kept, all);
            }
            if (kept > 0 && origins != null) {
                ByteBuffer origin = ByteBuffer.wrap(in.bytes, start, in.at - start);
                ByteBuffer other = origins.putIfAbsent(ByteBuffer.wrap(group.toByteArray()), origin);
                if (other != null && !other.equals(origin)) {
                    // Types that look alike are one type, and a test or a cast could not tell them apart any more.
                    throw new IllegalStateException(
                            "Without what nobody reads of it, a type would be the same as another");
                }
            }
            groupCount += kept > 0 ? 1 : 0;
            all.writeBytes(group.toByteArray());
        }
        WasmWriter.unsigned(groupCount, out);
        out.writeBytes(all.toByteArray());
    }

    private void writeType(int type, WasmReader in, ByteArrayOutputStream out) {
        if (in.peek() == 0x50 || in.peek() == 0x4F) {
            out.write(in.next());
            int supertypes = in.unsigned();
            WasmWriter.unsigned(supertypes, out);
            for (; supertypes > 0; supertypes--) {
                writeTypeNumber(in, out);
            }
        }
        int form = in.next();
        out.write(form);
        if (form == FUNCTION) {
            for (int list = 0; list < 2; list++) {
                int count = in.unsigned();
                WasmWriter.unsigned(count, out);
                for (; count > 0; count--) {
                    writeValueType(in, out);
                }
            }
        } else if (form == STRUCTURE) {
            ByteArrayOutputStream fields = new ByteArrayOutputStream();
            int kept = 0;
            int count = in.unsigned();
            for (int field = 0; field < count; field++) {
                if (isUsed(type, field)) {
                    kept++;
                    writeValueType(in, fields);
                    fields.write(in.next());
                } else {
                    in.valueType();
                    in.next();
                }
            }
            WasmWriter.unsigned(kept, out);
            out.writeBytes(fields.toByteArray());
        } else {
            writeValueType(in, out);
            out.write(in.next());
        }
    }

    private static void skipType(WasmReader in) {
        if (in.peek() == 0x50 || in.peek() == 0x4F) {
            in.next();
            for (int supertypes = in.unsigned(); supertypes > 0; supertypes--) {
                in.unsigned();
            }
        }
        int form = in.next();
        if (form == FUNCTION) {
            in.valueTypes();
            in.valueTypes();
        } else {
            for (int fields = form == STRUCTURE ? in.unsigned() : 1; fields > 0; fields--) {
                in.valueType();
                in.next();
            }
        }
    }

    private void writeImports(WasmReader in, ByteArrayOutputStream out) {
        int count = in.unsigned();
        WasmWriter.unsigned(count, out);
        for (; count > 0; count--) {
            for (int name = 0; name < 2; name++) {
                int length = in.unsigned();
                WasmWriter.unsigned(length, out);
                out.write(in.bytes, in.at, length);
                in.at += length;
            }
            int kind = in.next();
            out.write(kind);
            switch (kind) {
                case 0 -> writeTypeNumber(in, out);
                case 2 -> {
                    int start = in.at;
                    int flags = in.next();
                    in.unsigned();
                    if ((flags & 1) != 0) {
                        in.unsigned();
                    }
                    out.write(in.bytes, start, in.at - start);
                }
                case 3 -> {
                    writeValueType(in, out);
                    out.write(in.next());
                }
                default -> throw new IllegalStateException("The module imports something unknown");
            }
        }
    }

    private void writeFunctions(WasmReader in, ByteArrayOutputStream out) {
        int count = in.unsigned();
        WasmWriter.unsigned(count, out);
        for (; count > 0; count--) {
            writeTypeNumber(in, out);
        }
    }

    private void writeTags(WasmReader in, ByteArrayOutputStream out) {
        int count = in.unsigned();
        WasmWriter.unsigned(count, out);
        for (; count > 0; count--) {
            out.write(in.next());
            writeTypeNumber(in, out);
        }
    }

    private void writeGlobals(WasmReader in, ByteArrayOutputStream out) {
        int count = in.unsigned();
        WasmWriter.unsigned(count, out);
        for (; count > 0; count--) {
            writeValueType(in, out);
            out.write(in.next());
            Instruction instruction;
            do {
                instruction = Instruction.decode(in);
                writeInstruction(instruction, out);
            } while (instruction.code != Instruction.END);
        }
    }

    private void writeCode(WasmReader in, ByteArrayOutputStream out) {
        int count = in.unsigned();
        WasmWriter.unsigned(count, out);
        for (; count > 0; count--) {
            int size = in.unsigned();
            int end = in.at + size;
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int runs = in.unsigned();
            WasmWriter.unsigned(runs, body);
            for (; runs > 0; runs--) {
                WasmWriter.unsigned(in.unsigned(), body);
                writeValueType(in, body);
            }
            while (in.at < end) {
                writeInstruction(Instruction.decode(in), body);
            }
            WasmWriter.unsigned(body.size(), out);
            out.writeBytes(body.toByteArray());
        }
    }

    private void writeInstruction(Instruction instruction, ByteArrayOutputStream out) {
        int code = instruction.code;
        WasmReader in = new WasmReader(instruction.head, code > 0xFF ? 2 : 1);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(in.bytes, 0, in.at);
        switch (code) {
            case Instruction.BLOCK, Instruction.LOOP, Instruction.IF, Instruction.TRY_TABLE -> {
                if (in.peek() == 0x63 || in.peek() == 0x64) {
                    writeValueType(in, head);
                } else {
                    writeHeapType(in, head);
                }
            }
            case Instruction.REF_NULL, 0xFB14, 0xFB15, 0xFB16, 0xFB17 -> writeHeapType(in, head);
            case STRUCT_NEW -> {
                int type = in.unsigned();
                for (int field = 0; field < types.get(type).fields().size(); field++) {
                    int owner = owner(type, field);
                    if (neededFields.contains((long) owner << 32 | field)) {
                        usedFields.get(owner).set(field);
                    }
                }
                WasmWriter.unsigned(typeNumbers.applyAsInt(type), head);
            }
            case STRUCT_GET, STRUCT_GET + 1, STRUCT_GET + 2, STRUCT_SET -> {
                int type = in.unsigned();
                int field = in.unsigned();
                usedFields.get(owner(type, field)).set(field);
                WasmWriter.unsigned(typeNumbers.applyAsInt(type), head);
                int before = 0;
                for (int other = 0; other < field; other++) {
                    before += isUsed(type, other) ? 1 : 0;
                }
                WasmWriter.unsigned(before, head);
            }
            case Instruction.CALL_REF, 0xFB01, 0xFB06, 0xFB07, 0xFB0B, 0xFB0C, 0xFB0D, 0xFB0E, 0xFB10 ->
                writeTypeNumber(in, head);
            case ARRAY_NEW_FIXED -> {
                writeTypeNumber(in, head);
                WasmWriter.unsigned(in.unsigned(), head);
            }
            case ARRAY_COPY -> {
                writeTypeNumber(in, head);
                writeTypeNumber(in, head);
            }
            default -> head.write(in.bytes, in.at, in.bytes.length - in.at);
        }
        Instruction renumbered = new Instruction(code, head.toByteArray());
        renumbered.index = instruction.index;
        renumbered.labels = instruction.labels;
        renumbered.handlers = instruction.handlers;
        if (instruction.tail.length > 0) {
            // Of br_on_cast: from one type to another.
            WasmReader casts = new WasmReader(instruction.tail, 0);
            ByteArrayOutputStream tail = new ByteArrayOutputStream();
            writeHeapType(casts, tail);
            writeHeapType(casts, tail);
            renumbered.tail = tail.toByteArray();
        }
        renumbered.write(out, IntUnaryOperator.identity());
    }

    private void writeTypeNumber(WasmReader in, ByteArrayOutputStream out) {
        WasmWriter.unsigned(typeNumbers.applyAsInt(in.unsigned()), out);
    }

    private void writeValueType(WasmReader in, ByteArrayOutputStream out) {
        int first = in.peek();
        out.write(in.next());
        if (first == 0x63 || first == 0x64) {
            writeHeapType(in, out);
        }
    }

    /** A type's number, or the code of one that WebAssembly knows by itself: a negative number. */
    private void writeHeapType(WasmReader in, ByteArrayOutputStream out) {
        int type = in.signed();
        WasmWriter.signed(type < 0 ? type : typeNumbers.applyAsInt(type), out);
    }
}
