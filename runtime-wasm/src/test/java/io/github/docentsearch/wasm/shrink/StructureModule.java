package io.github.docentsearch.wasm.shrink;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** A module whose one function makes structures and fills them field by field, in any order, with what may or may not wait. */
final class StructureModule {
    private static final int I32 = 0x7F;
    private static final int FIELDS = 4;
    private static final int STRUCTURES = 3;

    /** The first local that holds a structure, behind two parameters and one number. */
    private static final int FIRST = 3;

    private final Random random;
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    private StructureModule(Random random) {
        this.random = random;
    }

    /** Its bytes. {@code f} is exported, takes two integers and gives one. */
    static byte[] bytes(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        section(out, 1, 2, 0x5F, FIELDS, I32, 1, I32, 1, I32, 1, I32, 1, 0x60, 2, I32, I32, 1, I32);
        section(out, 3, 1, 1);
        section(out, 7, 1, 1, 'f', 0, 0);
        byte[] body = new StructureModule(random).body();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(1);
        WasmWriter.unsigned(body.length, content);
        content.writeBytes(body);
        out.write(10);
        WasmWriter.unsigned(content.size(), out);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static void section(ByteArrayOutputStream out, int code, int... content) {
        out.write(code);
        out.write(content.length);
        for (int value : content) {
            out.write(value);
        }
    }

    private byte[] body() {
        // One number, and the structures, which may be null.
        write(2, 1, I32, STRUCTURES, 0x63, 0);
        for (int i = 0; i < STRUCTURES; i++) {
            structure(FIRST + i);
        }
        write(Instruction.LOCAL_GET, 2);
        for (int i = 0; i < STRUCTURES; i++) {
            for (int field = 0; field < FIELDS; field++) {
                get(FIRST + i, field);
                write(0x41, 3, 0x6C, 0x6A);
                write(Instruction.LOCAL_GET, 2, 0x6A);
            }
        }
        write(Instruction.END);
        return code.toByteArray();
    }

    private void structure(int local) {
        boolean stays = random.nextBoolean();
        if (random.nextInt(3) == 0) {
            for (int field = 0; field < FIELDS; field++) {
                value(local);
            }
            write(0xFB, 0, 0);
        } else {
            write(0xFB, 1, 0);
        }
        write(stays ? Instruction.LOCAL_TEE : Instruction.LOCAL_SET, local);
        for (int stores = random.nextInt(stays ? 1 : 0, 7); stores > 0; stores--) {
            if (!stays) {
                write(Instruction.LOCAL_GET, local);
            }
            stays = false;
            value(local + 1);
            write(0xFB, 5, 0, random.nextInt(FIELDS));
            if (random.nextInt(4) == 0) {
                value(local + 1);
                write(Instruction.LOCAL_SET, 2);
            }
        }
    }

    /** @param end locals from here on hold no structures yet */
    private void value(int end) {
        switch (random.nextInt(6)) {
            case 0 -> write(0x41, random.nextInt(60));
            case 1 -> write(Instruction.LOCAL_GET, random.nextInt(3));
            case 2 -> {
                value(end);
                write(Instruction.LOCAL_TEE, 2);
            }
            case 3 -> {
                value(end);
                value(end);
                write(0x6A);
            }
            default -> {
                if (end > FIRST) {
                    get(random.nextInt(FIRST, end), random.nextInt(FIELDS));
                } else {
                    write(Instruction.LOCAL_GET, 0);
                }
            }
        }
    }

    private void get(int local, int field) {
        write(Instruction.LOCAL_GET, local, 0xFB, 2, 0, field);
    }

    private void write(int... bytes) {
        for (int value : bytes) {
            code.write(value);
        }
    }
}
