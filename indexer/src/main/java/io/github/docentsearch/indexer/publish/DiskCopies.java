package io.github.docentsearch.indexer.publish;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Copies of the payload that a page can load when it was opened from disk, where browsers let it read nothing but scripts:
 * {@code disk/search-index.bin.js} and its like hand the file to {@code disk/docent.js} as Base64.
 *
 * <p>Readers on a server never fetch them.
 */
public final class DiskCopies {
    /** Where the copies are, and the runtime's scripts that read them. */
    private static final String FOLDER = "disk/";

    private static final List<String> PAYLOAD = List.of("docent.wasm", "query-model.bin", "search-index.bin");

    private DiskCopies() {}

    /** Takes the scripts for readers from disk out of the runtime's {@code assets}; by their names. */
    public static Map<String, byte[]> takeScripts(SortedMap<String, byte[]> assets) {
        SortedMap<String, byte[]> below = assets.subMap(FOLDER, FOLDER + Character.MAX_VALUE);
        Map<String, byte[]> scripts = Map.copyOf(below);
        below.clear();
        return scripts;
    }

    /** Adds {@code scripts} and the copies of those payload files that are there. */
    public static void add(Map<String, byte[]> scripts, SearchFiles files) {
        files.putAll(scripts);
        for (String name : PAYLOAD) {
            byte[] bytes = files.files().get(name);
            if (bytes != null) {
                String script = "docentFromDisk.takeFromDisk(\"" + name + "\",\""
                        + Base64.getEncoder().encodeToString(bytes) + "\");\n";
                files.put(FOLDER + name + ".js", script.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
