package io.github.docentsearch.wasm.shrink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * Makes the module that TeaVM wrote smaller without changing what it does; run by the build.
 *
 * <p>TeaVM gives almost every value a local variable of its own and leaves blocks that nobody leaves early. Here variables
 * whose lives do not overlap share one, values that are stored only to be read at once stay on the stack, structures
 * are made with their values, and branches and blocks that do nothing go. Functions that are called but once become part of
 * their callers. What is written and never read goes too, with its types. Functions that resemble each other come to stand side by
 * side, for those who compress the module. An instruction that is not known here fails the build.
 *
 * <p>Arguments: the module's file, the file to write.
 */
public final class ShrinkEngine {

    /** More than any number of calls: what is referred to, and not only called, stays a function. */
    private static final int REFERRED = 1 << 20;

    public static void main(String[] arguments) throws IOException {
        byte[] module = Files.readAllBytes(Path.of(arguments[0]));
        byte[] shrunk = shrink(module);
        Files.write(Path.of(arguments[1]), shrunk);
        System.out.println("docent.wasm: " + module.length + " bytes from TeaVM, " + shrunk.length + " shrunk");
    }

    /** A module that does the same in fewer bytes. */
    static byte[] shrink(byte[] module) {
        ShrinkEngine engine = new ShrinkEngine(module);
        byte[] shrunk = UnusedTypes.drop(engine.shrunk(), engine.types, engine.neededFields);
        return UnusedGlobals.drop(shrunk, engine.importedGlobals);
    }

    private final byte[] module;
    final List<WasmType> types = new ArrayList<>();

    // Of each function the number of its type, those that are imported first.
    private final List<Integer> functionTypes = new ArrayList<>();

    // Of each global, those that are imported first, whether it never changes.
    private final List<Boolean> constants = new ArrayList<>();
    // Globals whose values may be known by another name too: all but constants that hold a structure of their own.
    private final BitSet sharedGlobals = new BitSet();

    // What is written into new structures without anybody who reads it, but with other effects.
    private Set<Long> neededFields = Set.of();

    private final List<FunctionCode> functions = new ArrayList<>();
    private int imported;
    private int importedGlobals;

    private ShrinkEngine(byte[] module) {
        this.module = module;
    }

    private byte[] shrunk() {
        Sections.read(module, this::readSection);
        int[] uses = new int[functionTypes.size()];
        // What is referred to from outside must stay, whoever calls it.
        BitSet roots = new BitSet();
        write(List.of(), function -> {
            roots.set(function);
            uses[function] = REFERRED;
            return function;
        });
        for (FunctionCode function : functions) {
            function.shrink();
        }
        BitSet reached = new DeadData(functions, imported, types, sharedGlobals).drop(roots);
        for (int i = reached.nextSetBit(imported); i >= 0; i = reached.nextSetBit(i + 1)) {
            for (Instruction instruction : functions.get(i - imported).code) {
                if (instruction.code == Instruction.CALL || instruction.code == Instruction.REF_FUNC) {
                    uses[instruction.index] += instruction.code == Instruction.CALL ? 1 : REFERRED;
                }
            }
        }
        Inlining inlining = new Inlining(functions, imported, uses);
        for (int i = reached.nextSetBit(imported); i >= 0; i = reached.nextSetBit(i + 1)) {
            inlining.inlineInto(i);
        }
        // In the place of their calls, functions may show that what they write is never read.
        DeadData dead = new DeadData(functions, imported, types, sharedGlobals);
        BitSet left = dead.drop(roots);
        neededFields = dead.dropFromNew();
        List<Integer> kept = ordered(left.stream()
                .filter(i -> i >= imported && (!inlining.replacesCalls(i) || uses[i] >= REFERRED))
                .boxed()
                .toList());
        int[] renumbered = new int[uses.length];
        Arrays.fill(renumbered, -1);
        for (int i = 0; i < imported; i++) {
            renumbered[i] = i;
        }
        for (int i = 0; i < kept.size(); i++) {
            renumbered[kept.get(i)] = imported + i;
        }
        return write(kept, function -> {
            if (renumbered[function] < 0) {
                throw new IllegalStateException("Function " + function + " is used and was dropped");
            }
            return renumbered[function];
        });
    }

    /** Functions in the order in which they are best written. */
    private List<Integer> ordered(List<Integer> kept) {
        return FunctionOrder.of(kept.stream()
                        .map(i -> functions.get(i - imported).encode(IntUnaryOperator.identity()))
                        .toList())
                .stream()
                .map(kept::get)
                .toList();
    }

    private void readSection(int code, WasmReader content) {
        switch (code) {
            case Sections.TYPES -> readTypes(content, types);
            case Sections.IMPORTS -> {
                readImports(content);
                imported = functionTypes.size();
                importedGlobals = constants.size();
            }
            case Sections.GLOBALS -> readGlobals(content);
            case Sections.FUNCTIONS -> {
                for (int left = content.unsigned(); left > 0; left--) {
                    functionTypes.add(content.unsigned());
                }
            }
            case Sections.CODE -> {
                int count = content.unsigned();
                for (int i = 0; i < count; i++) {
                    int length = content.unsigned();
                    functions.add(new FunctionCode(content, content.at + length, imported + i, this));
                }
            }
            default -> {
                // The others stay as they are, or are only written anew.
            }
        }
    }

    /**
     * The module.
     *
     * @param kept the functions of its own, in their new order
     * @param numbers the new number of each function
     */
    private byte[] write(List<Integer> kept, IntUnaryOperator numbers) {
        return Sections.rewrite(module, (code, content, section) -> {
            switch (code) {
                case Sections.FUNCTIONS, Sections.CODE -> writeFunctions(code == Sections.CODE, kept, numbers, section);
                case Sections.GLOBALS -> writeGlobals(content, numbers, section);
                case Sections.EXPORTS -> writeExports(content, numbers, section);
                case Sections.START -> WasmWriter.unsigned(numbers.applyAsInt(content.unsigned()), section);
                case Sections.ELEMENTS -> writeElements(content, kept, numbers, section);
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private void readGlobals(WasmReader in) {
        for (int left = in.unsigned(); left > 0; left--) {
            in.valueType();
            boolean constant = in.next() == 0;
            Instruction last = Instruction.decode(in);
            for (Instruction next = last; next.code != Instruction.END; next = Instruction.decode(in)) {
                last = next;
                if (next.code == Instruction.GLOBAL_GET) {
                    sharedGlobals.set(next.global());
                }
            }
            if (last.code == Instruction.STRUCT_NEW) {
                throw new IllegalStateException("The module has constants with values");
            }
            if (!constant || last.code != Instruction.STRUCT_NEW_DEFAULT) {
                sharedGlobals.set(constants.size());
            }
            constants.add(constant);
        }
    }

    /** Whether an instruction makes a value that is always the same. */
    boolean isConstant(Instruction instruction) {
        return instruction.code == Instruction.REF_FUNC
                || instruction.code == Instruction.GLOBAL_GET && constants.get(instruction.global())
                || instruction.code != Instruction.LOCAL_GET && instruction.isSimpleValue();
    }

    private void writeFunctions(
            boolean bodies, List<Integer> kept, IntUnaryOperator numbers, ByteArrayOutputStream out) {
        WasmWriter.unsigned(kept.size(), out);
        for (int function : kept) {
            if (bodies) {
                byte[] body = functions.get(function - imported).encode(numbers);
                WasmWriter.unsigned(body.length, out);
                out.writeBytes(body);
            } else {
                WasmWriter.unsigned(functionTypes.get(function), out);
            }
        }
    }

    private static void writeGlobals(WasmReader in, IntUnaryOperator numbers, ByteArrayOutputStream out) {
        int count = in.unsigned();
        WasmWriter.unsigned(count, out);
        for (int i = 0; i < count; i++) {
            out.writeBytes(in.valueType());
            out.write(in.next());
            Instruction instruction;
            do {
                instruction = Instruction.decode(in);
                instruction.write(out, numbers);
            } while (instruction.code != Instruction.END);
        }
    }

    /** All exports but those for TeaVM's own loader. */
    private void writeExports(WasmReader in, IntUnaryOperator numbers, ByteArrayOutputStream out) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int kept = 0;
        int count = in.unsigned();
        for (int i = 0; i < count; i++) {
            int start = in.at;
            int length = in.unsigned();
            in.at += length;
            int end = in.at;
            int kind = in.next();
            int index = in.unsigned();
            if (kind == 3) {
                sharedGlobals.set(index);
            }
            if (!new String(in.bytes, end - length, length, StandardCharsets.UTF_8).startsWith("teavm.")) {
                kept++;
                all.write(in.bytes, start, end + 1 - start);
                WasmWriter.unsigned(kind == 0 ? numbers.applyAsInt(index) : index, all);
            }
        }
        WasmWriter.unsigned(kept, out);
        out.writeBytes(all.toByteArray());
    }

    /** The one list of functions that are referred to by the code. */
    private static void writeElements(
            WasmReader in, List<Integer> functions, IntUnaryOperator numbers, ByteArrayOutputStream out) {
        for (int expected : new int[] {1, 3, 0}) {
            if (in.next() != expected) {
                throw new IllegalStateException("The module has tables");
            }
            out.write(expected);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int kept = 0;
        for (int left = in.unsigned(); left > 0; left--) {
            int function = in.unsigned();
            if (functions.contains(function)) {
                kept++;
                WasmWriter.unsigned(numbers.applyAsInt(function), all);
            }
        }
        WasmWriter.unsigned(kept, out);
        out.writeBytes(all.toByteArray());
    }

    private static void readTypes(WasmReader in, List<WasmType> types) {
        for (int groups = in.unsigned(); groups > 0; groups--) {
            int inGroup = 1;
            if (in.peek() == 0x4E) {
                in.next();
                inGroup = in.unsigned();
            }
            for (; inGroup > 0; inGroup--) {
                int supertype = -1;
                if (in.peek() == 0x50 || in.peek() == 0x4F) {
                    in.next();
                    for (int supertypes = in.unsigned(); supertypes > 0; supertypes--) {
                        supertype = in.unsigned();
                    }
                }
                int form = in.next();
                if (form == 0x60) {
                    List<byte[]> parameters = in.valueTypes();
                    types.add(new WasmType(parameters, in.valueTypes(), List.of(), -1));
                } else {
                    List<byte[]> fields = new ArrayList<>();
                    for (int left = form == 0x5F ? in.unsigned() : 1; left > 0; left--) {
                        fields.add(in.valueType());
                        in.next();
                    }
                    types.add(new WasmType(List.of(), List.of(), fields, supertype));
                }
            }
        }
    }

    WasmType typeOf(int function) {
        return types.get(functionTypes.get(function));
    }

    private void readImports(WasmReader in) {
        for (int left = in.unsigned(); left > 0; left--) {
            for (int name = 0; name < 2; name++) {
                int length = in.unsigned();
                in.at += length;
            }
            switch (in.next()) {
                case 0 -> functionTypes.add(in.unsigned());
                case 2 -> {
                    int flags = in.next();
                    in.unsigned();
                    if ((flags & 1) != 0) {
                        in.unsigned();
                    }
                }
                case 3 -> {
                    in.valueType();
                    sharedGlobals.set(constants.size());
                    constants.add(in.next() == 0);
                }
                default -> throw new IllegalStateException("The module imports something unknown");
            }
        }
    }
}
