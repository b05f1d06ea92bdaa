package io.github.docentsearch.wasm;

import org.teavm.interop.Export;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;

/**
 * Keeps what the engine never uses of TeaVM's runtime out of its module; used by the build only.
 *
 * <p>Without it every module has an allocator for direct buffers, a queue of events, JavaScript strings and the names of all
 * exceptions for their stack traces: 3 KB of the gzipped engine, and a dozen functions that its loader would have to supply.
 */
public final class LeanRuntime implements ClassHolderTransformer {
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
                case "org.teavm.jso.impl.wasmgc.WasmGCJSRuntime.stringToJs",
                        "org.teavm.jso.impl.wasmgc.WasmGCJSRuntime.jsToString" ->
                    ProgramEmitter.create(method, context.getHierarchy())
                            .constantNull(method.getResultType())
                            .returnValue();
                default -> {
                    // Stays as it is.
                }
            }
        }
    }
}
