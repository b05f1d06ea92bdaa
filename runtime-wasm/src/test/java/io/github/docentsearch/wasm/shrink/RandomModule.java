package io.github.docentsearch.wasm.shrink;

import java.util.Random;

/**
 * A module with functions that make no sense, but use what TeaVM's do: locals, blocks left early, loops, conditions that are
 * not computed to the end, a variable that all functions share, and functions that are called once or twice. All of it ends.
 */
final class RandomModule {
    private static final int LOCALS = 6;
    private static final String[] OPERATIONS = {
        "i32.add",
        "i32.sub",
        "i32.mul",
        "i32.and",
        "i32.or",
        "i32.xor",
        "i32.shl",
        "i32.lt_s",
        "i32.ge_u",
        "i32.eq",
        "i32.ne"
    };
    private static final String[] COMPARISONS = {"i32.lt_s", "i32.gt_u", "i32.eq", "i32.ne", "i32.le_s"};

    private final Random random;
    private final StringBuilder out = new StringBuilder("(module (global $s (mut i32) i32.const 5)\n");
    private int loops;

    private RandomModule(Random random) {
        this.random = random;
    }

    /** Its text. {@code f} is exported, takes two integers and gives one. */
    static String text(Random random) {
        RandomModule module = new RandomModule(random);
        module.function("h", "");
        module.function("g", "h");
        module.function("f", "g");
        return module.out.append("(export \"f\" (func $f)))\n").toString();
    }

    private void function(String name, String callee) {
        loops = 0;
        out.append("(func $")
                .append(name)
                .append(" (param i32 i32) (result i32) (local i32 i32 i32 i32 i32 i32 i32 i32)\n");
        statements(4, 0, callee);
        expression(3);
        for (int local = 0; local < LOCALS; local++) {
            out.append("local.get ").append(local).append(" i32.xor ");
        }
        out.append(")\n");
    }

    /** @param depth of the blocks around, each of which may be left */
    private void statements(int budget, int depth, String callee) {
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            switch (random.nextInt(budget > 0 ? 9 : 4)) {
                case 0 -> set(3);
                case 1 -> {
                    expression(2);
                    out.append(random.nextBoolean() ? "global.set $s\n" : "drop\n");
                }
                case 2 -> {
                    out.append("local.get ")
                            .append(local())
                            .append(" local.set ")
                            .append(local())
                            .append('\n');
                }
                case 3 -> {
                    if (depth > 0) {
                        condition(1);
                        out.append("br_if ").append(random.nextInt(depth)).append('\n');
                    }
                }
                case 4 -> {
                    out.append("block\n");
                    statements(budget - 1, depth + 1, callee);
                    if (random.nextInt(3) == 0) {
                        out.append("br ").append(random.nextInt(depth + 1)).append('\n');
                    }
                    out.append("end\n");
                }
                case 5 -> {
                    condition(2);
                    out.append("if\n");
                    statements(budget - 1, depth + 1, callee);
                    if (random.nextBoolean()) {
                        out.append("else\n");
                        statements(budget - 1, depth + 1, callee);
                    }
                    out.append("end\n");
                }
                case 6 -> loop(budget, callee);
                case 7 -> {
                    condition(1);
                    out.append("if\n");
                    expression(1);
                    out.append("return\nend\n");
                }
                default -> {
                    if (!callee.isEmpty()) {
                        expression(1);
                        expression(1);
                        out.append("call $")
                                .append(callee)
                                .append(" local.set ")
                                .append(local())
                                .append('\n');
                    } else {
                        set(2);
                    }
                }
            }
        }
    }

    /** Three rounds at most, counted in a local that nothing else writes. */
    private void loop(int budget, String callee) {
        if (loops == 2) {
            return;
        }
        int counter = LOCALS + 2 + loops++;
        out.append("i32.const 0 local.set ").append(counter).append("\nblock loop\n");
        out.append("local.get ").append(counter).append(" i32.const 3 i32.ge_s br_if 1\n");
        out.append("local.get ")
                .append(counter)
                .append(" i32.const 1 i32.add local.set ")
                .append(counter);
        out.append("\nblock\n");
        statements(Math.min(1, budget - 1), 1, callee);
        out.append("end br 0 end end\n");
        loops--;
    }

    private void set(int size) {
        expression(size);
        out.append("local.set ").append(local()).append('\n');
    }

    private int local() {
        return random.nextInt(LOCALS);
    }

    private void expression(int size) {
        int kind = random.nextInt(size > 0 ? 6 : 2);
        if (kind == 0 && random.nextInt(3) == 0) {
            out.append("global.get $s ");
        } else if (kind == 0) {
            out.append("i32.const ").append(random.nextInt(-3, 4)).append(' ');
        } else if (kind == 1) {
            out.append("local.get ").append(local()).append(' ');
        } else if (kind == 2) {
            expression(size - 1);
            out.append("local.tee ").append(local()).append(' ');
        } else if (kind == 3) {
            condition(size - 1);
        } else {
            expression(size - 1);
            expression(size - 1);
            out.append(OPERATIONS[random.nextInt(OPERATIONS.length)]).append(' ');
        }
    }

    /** A truth value; sometimes of two, the second of which is not always computed. */
    private void condition(int size) {
        if (size > 0 && random.nextBoolean()) {
            out.append("block (result i32) i32.const ")
                    .append(random.nextInt(2))
                    .append(' ');
            condition(size - 1);
            out.append("br_if 0 drop ");
            condition(size - 1);
            out.append("end ");
        } else {
            expression(Math.max(0, size));
            expression(0);
            out.append(COMPARISONS[random.nextInt(COMPARISONS.length)]).append(' ');
        }
        if (random.nextInt(3) == 0) {
            out.append("i32.eqz ");
        }
    }
}
