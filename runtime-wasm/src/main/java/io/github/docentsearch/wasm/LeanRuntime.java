package io.github.docentsearch.wasm;

import io.github.docentsearch.bytes.MalformedIndexException;
import org.teavm.interop.Export;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Keeps what the engine never uses of TeaVM's runtime out of its module, and the details of damage; used by the build only.
 *
 * <p>Without it every module has an allocator for direct buffers, a queue of events, JavaScript strings and the names of all
 * exceptions for their stack traces: 3 KB of the gzipped engine, and a dozen functions that its loader would have to supply.
 *
 * <p>What a reader can do about a damaged index is always the same, so their browser is told only where the damage is. The
 * sentences that say what is wrong there stay on the JVM, where the same index gives the same offset.
 */
public final class LeanRuntime implements ClassHolderTransformer {
    private static final String MALFORMED = MalformedIndexException.class.getName();

    private static final MethodReference WITH_MESSAGE =
            new MethodReference(MalformedIndexException.class, "<init>", String.class, int.class, void.class);

    private static final ValueType OBJECTS = ValueType.parse(Object[].class);

    private static final MethodReference GROWN =
            new MethodReference(ObjectArrays.class, "grown", Object[].class, int.class, Object[].class);

    private static final String BUILDER = StringBuilder.class.getName();

    /** What takes the place of the constructor: makes the exception of its offset alone. */
    private static final MethodReference AT_OFFSET =
            new MethodReference(MalformedIndexException.class, "at", int.class, MalformedIndexException.class);

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        for (MethodHolder method : cls.getMethods()) {
            switch (cls.getName() + '.' + method.getName()) {
                case "org.teavm.runtime.heap.Heap.alloc",
                        "org.teavm.runtime.heap.Heap.release",
                        "org.teavm.runtime.heap.Heap.realloc",
                        "org.teavm.runtime.EventQueue.processSingle",
                        "org.teavm.runtime.EventQueue.isStopped" ->
                    method.getAnnotations().remove(Export.class.getName());
                case "java.lang.Throwable.fillInStackTrace" -> {
                    ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
                    program.var(0, ValueType.object(cls.getName())).returnValue();
                }
                case "java.lang.Character.<clinit>" ->
                    // It makes objects of characters, and what reflection knows of them; there are none here.
                    ProgramEmitter.create(method, context.getHierarchy()).exit();
                case "java.util.Arrays.copyOf" -> {
                    if (method.parameterType(0).equals(OBJECTS)) {
                        growObjects(method, context.getHierarchy());
                    }
                }
                case "org.teavm.jso.impl.wasmgc.WasmGCJSRuntime.stringToJs",
                        "org.teavm.jso.impl.wasmgc.WasmGCJSRuntime.jsToString" ->
                    ProgramEmitter.create(method, context.getHierarchy())
                            .constantNull(method.getResultType())
                            .returnValue();
                default -> {
                    if (cls.getName().startsWith("io.github.docentsearch.") && method.getProgram() != null) {
                        dropMessages(method.getProgram());
                    }
                }
            }
        }
        if (cls.getName().equals(MALFORMED)) {
            addFactory(cls, context.getHierarchy());
        }
    }

    /** Of lists, which alone grow arrays of objects, without asking for the class of their elements. */
    private static void growObjects(MethodHolder method, ClassHierarchy hierarchy) {
        ProgramEmitter program = ProgramEmitter.create(method, hierarchy);
        program.invoke(GROWN, program.var(1, OBJECTS), program.var(2, ValueType.INTEGER))
                .returnValue();
    }

    private static void addFactory(ClassHolder cls, ClassHierarchy hierarchy) {
        MethodHolder factory = new MethodHolder(AT_OFFSET.getDescriptor());
        factory.getModifiers().add(ElementModifier.STATIC);
        cls.addMethod(factory);
        ProgramEmitter program = ProgramEmitter.create(factory, hierarchy);
        program.construct(
                        MALFORMED,
                        program.constantNull(ValueType.object("java.lang.String")),
                        program.var(1, ValueType.INTEGER))
                .returnValue();
    }

    /** Makes {@code new MalformedIndexException(message, offset)} a call of {@link #AT_OFFSET}. */
    private static void dropMessages(Program program) {
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction constructor
                        && constructor.getMethod().equals(WITH_MESSAGE)) {
                    InvokeInstruction factory = new InvokeInstruction();
                    factory.setType(InvocationType.SPECIAL);
                    factory.setMethod(AT_OFFSET);
                    factory.setArguments(constructor.getArguments().get(1));
                    factory.setReceiver(constructor.getInstance());
                    dropObject(constructor);
                    dropText(constructor, constructor.getArguments().get(0));
                    constructor.replace(factory);
                }
            }
        }
    }

    /**
     * Takes out how a message is put together by a builder of strings: its calls follow each other in one block. What is put
     * into the message becomes unused, and TeaVM drops that.
     */
    private static void dropText(Instruction user, Variable text) {
        Variable wanted = text;
        Variable builder = null;
        Instruction next;
        for (Instruction at = user.getPrevious(); at != null; at = next) {
            next = at.getPrevious();
            if (at instanceof AssignInstruction copy && copy.getReceiver() == wanted) {
                wanted = copy.getAssignee();
                copy.delete();
            } else if (at instanceof InvokeInstruction call
                    && call.getMethod().getClassName().equals(BUILDER)
                    && (builder != null || call.getReceiver() == wanted)) {
                // The last call, which comes first here, is toString() of the builder itself.
                builder = builder == null ? call.getInstance() : builder;
                call.delete();
            } else if (at instanceof ConstructInstruction made && made.getReceiver() == builder) {
                made.delete();
                return;
            }
        }
    }

    /** Takes out the object of which {@code constructor} makes an exception. */
    private static void dropObject(InvokeInstruction constructor) {
        Instruction at = constructor.getPrevious();
        while (!(at instanceof ConstructInstruction made) || made.getReceiver() != constructor.getInstance()) {
            at = at.getPrevious();
        }
        at.delete();
    }
}
