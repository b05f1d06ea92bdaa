package io.github.docentsearch.wasm.shrink;

import static io.github.docentsearch.wasm.shrink.Instruction.BLOCK;
import static io.github.docentsearch.wasm.shrink.Instruction.BR;
import static io.github.docentsearch.wasm.shrink.Instruction.BR_IF;
import static io.github.docentsearch.wasm.shrink.Instruction.ELSE;
import static io.github.docentsearch.wasm.shrink.Instruction.END;
import static io.github.docentsearch.wasm.shrink.Instruction.IF;
import static io.github.docentsearch.wasm.shrink.Instruction.LOOP;
import static io.github.docentsearch.wasm.shrink.Instruction.RETURN;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Takes out the branches, blocks and code of a function that do nothing. */
final class Blocks {
    private final FunctionCode function;

    Blocks(FunctionCode function) {
        this.function = function;
    }

    /** Branches to where the function.code goes on anyway, and ifs that hold nothing but a branch. */
    void dropBranches() {
        for (int i = 0; i + 1 < function.code.size(); i++) {
            function.findBlocks();
            Instruction instruction = function.code.get(i);
            int next = function.code.get(i + 1).code;
            if (instruction.code == BR && goesTo(i, function.target(i, instruction.index))) {
                function.code.remove(i);
                i--;
            } else if (instruction.code == RETURN && i == function.code.size() - 2
                    || instruction.code == RETURN && function.results.isEmpty() && goesTo(i, -1)) {
                function.code.remove(i);
                i--;
            } else if (instruction.code == ELSE
                    && next == END
                    && function.code.get(function.openerOf(i + 1)).isVoidBlock()) {
                function.code.remove(i);
            } else if (instruction.code == IF
                    && instruction.isVoidBlock()
                    && next == BR
                    && function.code.get(i + 1).index > 0) {
                boolean alone = function.code.get(i + 2).code == END;
                if (alone || function.code.get(i + 2).code == ELSE && !function.isTargeted(i)) {
                    Instruction leave = new Instruction(BR_IF, (byte) BR_IF);
                    leave.index = function.code.get(i + 1).index - 1;
                    int end = function.ends[i];
                    function.forgetBlock(i, i + 3, end);
                    function.code.remove(end);
                    function.code.subList(i, i + (alone ? 2 : 3)).clear();
                    function.code.add(i, leave);
                }
            } else if ((instruction.code == BR || instruction.code == BR_IF) && leadsOn(i)) {
                i--;
            }
        }
    }

    /** Whether the function.code behind {@code i} does nothing before it comes to the end of {@code block}. */
    private boolean goesTo(int i, int block) {
        if (block >= 0 && function.code.get(block).code == LOOP) {
            return false;
        }
        int at = i + 1;
        while (true) {
            int kind = function.code.get(at).code;
            if (kind == ELSE) {
                int opener = function.around[at];
                for (int k = at; k >= 0; k--) {
                    if (function.code.get(k).code == IF && function.elses[k] == at) {
                        opener = k;
                    }
                }
                at = function.ends[opener];
            }
            if (function.code.get(at).code != END) {
                return false;
            }
            int opener = function.openerOf(at);
            if (opener == block) {
                return block < 0 || function.code.get(block).isVoidBlock();
            }
            if (opener < 0 || !function.code.get(opener).isVoidBlock()) {
                return false;
            }
            at++;
        }
    }

    /** Lets a branch to a branch go where that one goes. */
    private boolean leadsOn(int i) {
        Instruction branch = function.code.get(i);
        int block = function.target(i, branch.index);
        if (block < 0
                || function.code.get(block).code == LOOP
                || !function.code.get(block).isVoidBlock()) {
            return false;
        }
        Instruction next = function.code.get(function.ends[block] + 1);
        if (next.code != BR
                || function.target(function.ends[block] + 1, next.index) >= 0
                        && !function.code
                                .get(function.target(function.ends[block] + 1, next.index))
                                .isVoidBlock()) {
            return false;
        }
        branch.index += next.index + 1;
        return true;
    }

    /** What follows a jump, up to the end of its block, is never reached. */
    void dropUnreachable() {
        List<Instruction> kept = new ArrayList<>();
        int deadDepth = -1;
        for (Instruction instruction : function.code) {
            if (deadDepth >= 0) {
                if (instruction.opensBlock()) {
                    deadDepth++;
                } else if (instruction.code == END && deadDepth > 0) {
                    deadDepth--;
                    continue;
                }
                boolean closes = instruction.code == END || instruction.code == ELSE;
                if (deadDepth > 0 || !closes) {
                    continue;
                }
            }
            kept.add(instruction);
            deadDepth = instruction.neverGoesOn() ? 0 : -1;
        }
        function.code = kept;
    }

    /** Blocks that no branch leaves are no more than what they hold. */
    void dropBlocks() {
        function.findBlocks();
        BitSet dropped = new BitSet();
        for (int i = 0; i < function.code.size(); i++) {
            int kind = function.code.get(i).code;
            if ((kind == BLOCK || kind == LOOP) && function.code.get(i).hasNoParameters() && !function.isTargeted(i)) {
                function.forgetBlock(i, i + 1, function.ends[i]);
                dropped.set(i);
                dropped.set(function.ends[i]);
                // Labels below still count by the blocks as they were, so one block at a time.
                break;
            }
        }
        if (!dropped.isEmpty()) {
            function.remove(dropped);
            dropBlocks();
        }
    }
}
