package io.github.docentsearch.wasm;

import java.lang.reflect.Array;
import org.teavm.interop.Export;

/** What {@code LeanRuntime} gives to the JDK's lists. */
final class ObjectArrays {
    private ObjectArrays() {}

    /** A longer array that begins with the same objects; of any class, since here no array knows that of its elements. */
    static Object[] grown(Object[] objects, int length) {
        Object[] grown = new Object[length];
        System.arraycopy(objects, 0, grown, 0, objects.length);
        return grown;
    }

    /**
     * Called by nobody: TeaVM 0.15.0 compiles no module in which nothing asks for the class of an array. The build takes it out
     * again, and with it all that describes classes.
     */
    @Export(name = "teavm.newArray")
    static int newArray(int length) {
        return ((Object[]) Array.newInstance(new Object().getClass(), length)).length;
    }
}
