package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FirstSearchCostTest {
    @Test
    void countsByTheLimitsThatTheBrowserFetchesBy() throws IOException {
        String script = Files.readString(Path.of("..", "runtime-wasm", "src", "main", "js", "remote-file.js"));
        assertEquals(FirstSearchCost.WHOLE_LIMIT, constant(script, "WHOLE_LIMIT"));
        assertEquals(FirstSearchCost.FIRST_BYTES, constant(script, "FIRST_BYTES"));
        assertEquals(FirstSearchCost.MAX_GAP, constant(script, "MAX_GAP"));
    }

    private static int constant(String script, String name) {
        Matcher matcher = Pattern.compile("const " + name + " = 1 << (\\d+);").matcher(script);
        assertTrue(matcher.find(), name);
        return 1 << Integer.parseInt(matcher.group(1));
    }
}
