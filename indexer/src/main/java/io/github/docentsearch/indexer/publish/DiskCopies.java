package io.github.docentsearch.indexer.publish;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Copies of the payload that a page can load when it was opened from disk, where browsers let it read nothing but scripts:
 * {@code disk/search-index.bin.js} and its like hand the file to {@code disk/docent.js} as Base64.
 *
 * <p>Readers on a server never fetch them.
 */
public final class DiskCopies {
    /** The asset that reads the copies. */
    public static final String GLUE = "disk/docent.js";

    private static final List<String> PAYLOAD = List.of("docent.wasm", "query-model.bin", "search-index.bin");

    private DiskCopies() {}

    /** Adds {@code glue} and the copies of those payload files that are there. */
    public static void add(byte[] glue, SearchFiles files) {
        files.put(GLUE, glue);
        for (String name : PAYLOAD) {
            byte[] bytes = files.files().get(name);
            if (bytes != null) {
                String script = "docentFromDisk.takeFromDisk(\"" + name + "\",\""
                        + Base64.getEncoder().encodeToString(bytes) + "\");\n";
                files.put("disk/" + name + ".js", script.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
