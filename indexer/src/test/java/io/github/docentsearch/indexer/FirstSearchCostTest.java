package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FirstSearchCostTest {
    @Test
    void countsByTheLimitsThatTheBrowserFetchesBy() throws IOException {
        assertEquals(FirstSearchCost.WHOLE_LIMIT, constant("remote-file.js", "WHOLE_LIMIT"));
        assertEquals(FirstSearchCost.FIRST_BYTES, constant("remote-file.js", "FIRST_BYTES"));
        assertEquals(FirstSearchCost.MAX_GAP, constant("byte-ranges.js", "MAX_GAP"));
    }

    /** The query model is larger than a file that is fetched whole, and yet all of it comes with the first request. */
    @Test
    void countsWhatComesOnceOnce() throws IOException {
        Path search = PublishedSite.with(IndexerOptions.QueryEncoder.STATIC).resolve("search");
        JsonObject manifest = JsonParser.parseString(Files.readString(search.resolve("manifest.json")))
                .getAsJsonObject();
        JsonObject files = manifest.getAsJsonObject("files");
        long expected = Files.size(search.resolve("search-index.bin")) + Files.size(search.resolve("query-model.bin"));
        for (String script : new String[] {"docent-search.js", "docent.js", "docent.wasm"}) {
            expected += files.getAsJsonObject(script).get("gzippedBytes").getAsLong();
        }
        assertTrue(Files.size(search.resolve("query-model.bin")) > FirstSearchCost.WHOLE_LIMIT);
        JsonObject firstSearch = manifest.getAsJsonObject("firstSearch");
        assertEquals(expected, firstSearch.get("meaningBytes").getAsLong());
        assertEquals(5, firstSearch.get("meaningRequests").getAsInt());
    }

    private static int constant(String module, String name) throws IOException {
        String script = Files.readString(Path.of("..", "runtime-wasm", "src", "main", "js", module));
        Matcher matcher = Pattern.compile("const " + name + " = 1 << (\\d+);").matcher(script);
        assertTrue(matcher.find(), name);
        return 1 << Integer.parseInt(matcher.group(1));
    }
}
