package io.github.docentsearch.indexer.publish;

import io.github.docentsearch.format.IndexFormat;
import java.nio.charset.StandardCharsets;

/**
 * What {@code manifest.json} says of a search, beside its files.
 *
 * @param pages pages in the index
 * @param chunks chunks in the index
 * @param dimensions length of a vector; 0 without vectors
 * @param encoder how queries are embedded: {@code static}, {@code both}, {@code transformer}, {@code none}
 * @param modelName what embedded the chunks; empty without vectors
 * @param modelFingerprint hash of that model's files; empty without vectors
 * @param recallAt10 measured against exact float32 search, 0 to 1; NaN without vectors
 */
public record Manifest(
        int pages,
        int chunks,
        int dimensions,
        String encoder,
        String modelName,
        String modelFingerprint,
        double recallAt10) {

    /** The file's bytes. {@code files} are linked and complete. */
    public byte[] write(SearchFiles files) {
        JsonWriter json = new JsonWriter().startObject();
        json.name("generator").string("Docent");
        json.name("formatVersion").number(IndexFormat.VERSION);
        json.name("version").string(files.version());
        json.name("pages").number(pages).name("chunks").number(chunks);
        json.name("dimensions").number(dimensions).name("queryEncoder").string(encoder);
        json.name("model").startObject();
        json.name("name")
                .string(modelName)
                .name("fingerprint")
                .string(modelFingerprint)
                .endObject();
        if (!Double.isNaN(recallAt10)) {
            json.name("recallAt10").number(recallAt10);
        }
        json.name("files").startObject();
        for (String name : files.files().keySet()) {
            json.name(name).startObject();
            json.name("bytes").number(files.size(name));
            json.name("gzippedBytes").number(files.gzippedSize(name));
            json.name("hash").string(files.hash(name)).endObject();
        }
        return json.endObject().endObject().toString().getBytes(StandardCharsets.UTF_8);
    }
}
