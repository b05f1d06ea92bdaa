package io.github.docentsearch.wasm;

/** What {@code LeanRuntime} gives to the JDK's lists. */
final class ObjectArrays {
    private ObjectArrays() {}

    /** A longer array that begins with the same objects; of any class, since here no array knows that of its elements. */
    static Object[] grown(Object[] objects, int length) {
        Object[] grown = new Object[length];
        System.arraycopy(objects, 0, grown, 0, objects.length);
        return grown;
    }
}
