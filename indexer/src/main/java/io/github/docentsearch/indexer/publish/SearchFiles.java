package io.github.docentsearch.indexer.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the search folder, before they are written.
 *
 * <p>{@link #link} makes every reference between them carry a hash of what it refers to, so that no cache can bring
 * together an engine and an index that were not built together:
 *
 * <pre>
 * page --?v=version--&gt; docent-search.js --?v=version--&gt; docent.js --?v=hash--&gt; docent.wasm, search-index.bin, ...
 * </pre>
 */
public final class SearchFiles {
    /** What {@code docent.js} has, as a string literal, where the hashes of the other files belong. */
    private static final String PLACE_OF_HASHES = "DOCENT_FILES";

    private static final String GLUE = "docent.js";

    /** Files that the engine's glue may fetch. */
    private static final Pattern FETCHED = Pattern.compile("docent\\.wasm|docent-engine\\.js|.*\\.bin");

    /** Files that describe a release, or refer to its hash, and are no part of what it is. */
    private static final Pattern DESCRIPTIONS = Pattern.compile("manifest\\.json|report\\.html|index(?:-\\d+)?\\.html");

    private static final int HASH_LENGTH = 12;

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    /** @param name relative to the search folder, with {@code /} between the names */
    public SearchFiles put(String name, byte[] bytes) {
        files.put(name, bytes);
        hashes.remove(name);
        return this;
    }

    public SearchFiles putAll(Map<String, byte[]> others) {
        others.forEach(this::put);
        return this;
    }

    /** The same for a file that is read in parts: its first {@code startSize} bytes are what every reader needs. */
    public SearchFiles put(String name, byte[] bytes, int startSize) {
        starts.put(name, startSize);
        return put(name, bytes);
    }

    /** The files by name, in the order of their names. */
    public SortedMap<String, byte[]> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    public long size(String name) {
        byte[] bytes = files.get(name);
        return bytes == null ? 0 : bytes.length;
    }

    /** Size after gzip at its usual level, as most hosts send text and WebAssembly; 0 if there is no such file. */
    public long gzippedSize(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            return 0;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return out.size();
    }

    /** Hash of a file's content: hexadecimal digits, as many as tell releases of one site apart. */
    public String hash(String name) {
        return hashes.computeIfAbsent(name, n -> hashOf(files.get(n)));
    }

    /** A file's hash as the attribute {@code integrity} of a script element has it: {@code sha384-…}. */
    public String integrity(String name) {
        return "sha384-" + Base64.getEncoder().encodeToString(digest("SHA-384").digest(files.get(name)));
    }

    /** Hash of all that readers download; what pages ask {@code docent-search.js} with. Needs {@link #link} before. */
    public String version() {
        MessageDigest digest = sha256();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!DESCRIPTIONS.matcher(file.getKey()).matches()) {
                digest.update((file.getKey() + '\n' + hash(file.getKey()) + '\n').getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    }

    /**
     * Writes the hashes and sizes of what {@code docent.js} fetches into it. To be called once, when all files but those
     * that describe the release are there.
     *
     * @throws IllegalStateException if {@code docent.js} is missing or has no place for them
     */
    public SearchFiles link() {
        byte[] glue = files.get(GLUE);
        if (glue == null) {
            throw new IllegalStateException(GLUE + " is missing");
        }
        String source = new String(glue, StandardCharsets.UTF_8);
        String quoted = source.contains('"' + PLACE_OF_HASHES + '"')
                ? '"' + PLACE_OF_HASHES + '"'
                : '\'' + PLACE_OF_HASHES + '\'';
        if (!source.contains(quoted)) {
            throw new IllegalStateException(GLUE + " has no " + quoted);
        }
        JsonWriter json = new JsonWriter().startObject();
        for (String name : files.keySet()) {
            if (FETCHED.matcher(name).matches()) {
                json.name(name).startObject();
                json.name("v").string(hash(name)).name("size").number(size(name));
                if (starts.containsKey(name)) {
                    json.name("start").number(starts.get(name));
                }
                json.endObject();
            }
        }
        return put(GLUE, source.replace(quoted, json.endObject().toString()).getBytes(StandardCharsets.UTF_8));
    }

    private static String hashOf(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes)).substring(0, HASH_LENGTH);
    }

    private static MessageDigest sha256() {
        return digest("SHA-256");
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
