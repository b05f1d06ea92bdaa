package io.github.docentsearch.search;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.ChunkBlocks;
import io.github.docentsearch.format.ChunkIndex;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.PageFilters;
import io.github.docentsearch.format.PageVersions;
import io.github.docentsearch.format.SiteMeta;
import io.github.docentsearch.format.VectorPart;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.lexical.LexicalSearcher;
import io.github.docentsearch.lexical.TermBlocks;
import org.jspecify.annotations.Nullable;

/**
 * An opened {@code search-index.bin}: its parts, each opened once its bytes have arrived.
 *
 * <p>There are two loads: what answers by keywords is small and comes first, vectors and graph (of a large site, centres)
 * come when meaning is asked for.
 */
final class SiteIndex {
    private final IndexFile file;
    private final Platform platform;
    private @Nullable SiteMeta meta;
    private @Nullable Keywords keywords;
    private @Nullable NearestSearcher meaning;

    /** What answers by keywords, always in memory as a whole but for terms and texts. */
    record Keywords(
            SiteMeta meta,
            ChunkIndex chunks,
            PageFilters filters,
            @Nullable PageVersions versions,
            LexicalSearcher searcher,
            ChunkBlocks texts) {}

    SiteIndex(ByteRegion bytes, Platform platform) {
        file = IndexFile.open(bytes, IndexFormat.KIND_INDEX);
        this.platform = platform;
    }

    IndexFile file() {
        return file;
    }

    /** Whether the file holds pages; an index of bare vectors does not. */
    boolean hasKeywords() {
        return file.has(IndexFormat.SECTION_TERM_INDEX);
    }

    /** What holds for the whole index, or {@code null} if its bytes must be fetched first. */
    @Nullable
    SiteMeta meta() {
        if (meta == null) {
            ByteRegion bytes = file.raw(IndexFormat.SECTION_META);
            meta = bytes == null ? null : SiteMeta.read(bytes);
        }
        return meta;
    }

    /** The part for meaning if it is open, without asking for it. */
    @Nullable
    NearestSearcher meaningIfLoaded() {
        return meaning;
    }

    /** The keyword part, or {@code null} if bytes must be fetched first. */
    @Nullable
    Keywords keywords() {
        if (keywords == null) {
            SiteMeta meta = meta();
            ByteRegion chunkBytes = file.raw(IndexFormat.SECTION_CHUNK_INDEX);
            ByteRegion termBytes = file.raw(IndexFormat.SECTION_TERM_INDEX);
            boolean filtered = file.has(IndexFormat.SECTION_FILTERS);
            ByteRegion filterBytes = filtered ? file.raw(IndexFormat.SECTION_FILTERS) : null;
            boolean versioned = file.has(IndexFormat.SECTION_VERSIONS);
            ByteRegion versionBytes = versioned ? file.raw(IndexFormat.SECTION_VERSIONS) : null;
            if (meta == null
                    || chunkBytes == null
                    || termBytes == null
                    || filtered && filterBytes == null
                    || versioned && versionBytes == null) {
                return null;
            }
            ChunkIndex chunks = ChunkIndex.read(chunkBytes);
            if (chunks.chunkCount() != meta.chunkCount()
                    || chunks.pageCount() != meta.pageCount()
                    // A chunk takes more than a byte, and memory is about to be asked for by their number.
                    || meta.chunkCount() > file.fileSize()) {
                throw new MalformedIndexException("The sections tell different numbers of chunks or pages", 0);
            }
            PageFilters filters =
                    filterBytes == null ? PageFilters.none() : PageFilters.read(filterBytes, meta.pageCount());
            PageVersions versions = versionBytes == null ? null : PageVersions.read(versionBytes, meta.pageCount());
            TermBlocks terms =
                    TermBlocks.read(termBytes, file.blocks(IndexFormat.SECTION_TERM_BLOCKS), meta.chunkCount());
            ChunkBlocks texts = new ChunkBlocks(file.blocks(IndexFormat.SECTION_CHUNK_BLOCKS), chunks);
            keywords = new Keywords(meta, chunks, filters, versions, new LexicalSearcher(terms), texts);
        }
        return keywords;
    }

    /** The part for meaning, or {@code null} if bytes must be fetched first. */
    @Nullable
    NearestSearcher meaning() {
        if (meaning == null) {
            SiteMeta meta = meta();
            NearestSearcher searcher =
                    VectorPart.open(file, platform.vectorKernels(), platform.graphSearchers(), platform.allocator());
            if (meta == null || searcher == null) {
                return null;
            }
            if (searcher.size() != meta.chunkCount()) {
                throw new MalformedIndexException("There are not as many vectors as chunks", 0);
            }
            meaning = searcher;
        }
        return meaning;
    }
}
