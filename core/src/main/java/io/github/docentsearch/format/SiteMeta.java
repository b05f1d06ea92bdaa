package io.github.docentsearch.format;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.graph.NearestSearcher;

/**
 * What holds for the whole index. Layout: see "META section" in the package description.
 *
 * @param chunkCount chunks, from 0 to {@link IndexFormat#MAX_CHUNKS}
 * @param pageCount pages, at most {@code chunkCount}
 * @param dimensions length of a vector; 0 if the index has none
 * @param efSearch candidates that the graph search keeps by default, at most {@link NearestSearcher#MAX_EF}
 * @param semanticFloor a hit by meaning alone must score at least this, in dot product, from -1 to 1
 * @param plainFloor the same for a query in words that the model knows; at most {@code semanticFloor}
 * @param modelName what embedded the chunks, for example {@code all-MiniLM-L6-v2}; empty without vectors
 * @param modelFingerprint hash of that model's files; the query model carries the same
 * @param language most pages' {@code lang}, for example {@code en}; empty if unknown
 */
public record SiteMeta(
        int chunkCount,
        int pageCount,
        int dimensions,
        int efSearch,
        float semanticFloor,
        float plainFloor,
        String modelName,
        String modelFingerprint,
        String language) {

    /** The section's bytes. */
    public byte[] write() {
        return new ByteSink()
                .putVarint(chunkCount)
                .putVarint(pageCount)
                .putVarint(dimensions)
                .putVarint(efSearch)
                .putFloat(semanticFloor)
                .putFloat(plainFloor)
                .putString(modelName)
                .putString(modelFingerprint)
                .putString(language)
                .toByteArray();
    }

    /** @throws MalformedIndexException if a count exceeds its limit */
    public static SiteMeta read(ByteRegion in) {
        ByteCursor cursor = new ByteCursor(in, 0);
        int chunkCount = cursor.nextCount(IndexFormat.MAX_CHUNKS);
        return new SiteMeta(
                chunkCount,
                cursor.nextCount(chunkCount),
                cursor.nextCount(IndexFormat.MAX_DIMENSIONS),
                cursor.nextCount(NearestSearcher.MAX_EF),
                cursor.nextFloat(),
                cursor.nextFloat(),
                cursor.nextString(),
                cursor.nextString(),
                cursor.nextString());
    }
}
