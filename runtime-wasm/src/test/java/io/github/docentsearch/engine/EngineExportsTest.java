package io.github.docentsearch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The engine has one border, whatever it was compiled to. */
class EngineExportsTest {
    @Test
    void bothFormsOfTheEngineHaveTheFunctionsOfTheBoundary() throws ClassNotFoundException {
        Set<String> functions = Arrays.stream(EngineBoundary.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(method -> method.getName() + " " + method.getParameterCount())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(functions, functionsOf("wasm", "initialize 1"));
        assertEquals(functions, functionsOf("script", "bytes 1"));
    }

    /** Static functions of a platform's exports, but for the one that only this platform needs. */
    private static Set<String> functionsOf(String platform, String own) throws ClassNotFoundException {
        Set<String> functions = Arrays.stream(
                        Class.forName("io.github.docentsearch." + platform + ".EngineExports", false, loader())
                                .getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> method.getName() + " " + method.getParameterCount())
                .collect(Collectors.toCollection(TreeSet::new));
        functions.remove(own);
        return functions;
    }

    private static ClassLoader loader() {
        return EngineExportsTest.class.getClassLoader();
    }
}
