package io.github.docentsearch.script;

import org.teavm.backend.javascript.spi.InjectedBy;
import org.teavm.backend.javascript.spi.Injector;
import org.teavm.backend.javascript.spi.InjectorContext;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.FloatConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NumericOperandType;

/**
 * Gives the script the arithmetic of Java's {@code float}; used by the build only.
 *
 * <p>TeaVM computes floats as JavaScript's numbers, which are doubles. Here every sum, difference, product and quotient of
 * floats, every conversion to float and every constant goes through {@code Math.fround}. Of two floats these four, and the
 * square root, are the same whether rounded once or first to a double: a double has more than twice the digits of a float
 * and two more. So the script gives the bits of the JVM. JavaScript engines know the pattern and compute in floats.
 */
public final class FloatRounding implements ClassHolderTransformer {
    private static final MethodReference ROUND =
            new MethodReference(FloatRounding.class, "round", float.class, float.class);

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        for (MethodHolder method : cls.getMethods()) {
            Program program = method.getProgram();
            if (program != null) {
                for (BasicBlock block : program.getBasicBlocks()) {
                    for (Instruction instruction : block) {
                        round(instruction, program);
                    }
                }
            }
        }
    }

    private static void round(Instruction instruction, Program program) {
        if (instruction instanceof BinaryInstruction binary) {
            if (binary.getOperandType() == NumericOperandType.FLOAT && isRounded(binary)) {
                Variable exact = program.createVariable();
                round(binary, exact, binary.getReceiver());
                binary.setReceiver(exact);
            }
        } else if (instruction instanceof CastNumberInstruction cast) {
            if (cast.getTargetType() == NumericOperandType.FLOAT) {
                Variable exact = program.createVariable();
                round(cast, exact, cast.getReceiver());
                cast.setReceiver(exact);
            }
        } else if (instruction instanceof FloatConstantInstruction constant) {
            // TeaVM writes the shortest decimal that reads as this float; read as a double it may be another number.
            float value = constant.getConstant();
            if (value == value && Double.parseDouble(Float.toString(value)) != value) {
                Variable exact = program.createVariable();
                round(constant, exact, constant.getReceiver());
                constant.setReceiver(exact);
            }
        }
    }

    /** Comparisons give integers, and a remainder of two floats is a float. */
    private static boolean isRounded(BinaryInstruction binary) {
        return switch (binary.getOperation()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE -> true;
            default -> false;
        };
    }

    private static void round(Instruction instruction, Variable exact, Variable rounded) {
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(ROUND);
        call.setArguments(exact);
        call.setReceiver(rounded);
        call.setLocation(instruction.getLocation());
        instruction.insertNext(call);
    }

    /** The float that is nearest to a number. */
    @InjectedBy(MathFround.class)
    static native float round(float value);

    /** Writes the call. */
    public static final class MathFround implements Injector {
        @Override
        public void generate(InjectorContext context, MethodReference method) {
            context.getWriter().appendGlobal("Math").append(".fround(");
            context.writeExpr(context.getArgument(0));
            context.getWriter().append(")");
        }
    }
}
