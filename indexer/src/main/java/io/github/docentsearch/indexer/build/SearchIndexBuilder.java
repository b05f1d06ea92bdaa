package io.github.docentsearch.indexer.build;

import io.github.docentsearch.format.ChunkBlocks;
import io.github.docentsearch.format.ChunkIndex;
import io.github.docentsearch.format.ChunkRecord;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.PageFilters;
import io.github.docentsearch.format.PageRecord;
import io.github.docentsearch.format.PageVersions;
import io.github.docentsearch.format.SiteMeta;
import io.github.docentsearch.lexical.TermBlocks;
import io.github.docentsearch.text.Unicode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds {@code search-index.bin} of a site's content and the vectors of its chunks. */
public final class SearchIndexBuilder {
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][A-Za-z0-9_]*)+");

    private final SiteContent content;
    private final Unicode unicode;

    public SearchIndexBuilder(SiteContent content, Unicode unicode) {
        this.content = content;
        this.unicode = unicode;
    }

    /**
     * What the vectors are and how they are stored.
     *
     * @param vectors one per chunk, in their order
     * @param encoding one of {@link io.github.docentsearch.vector.VectorEncoding}
     * @param hnsw how the graph is built
     * @param maxWholeBytes see {@link VectorLayout}
     * @param efSearch candidates that a search keeps by default
     * @param modelName what embedded the chunks
     * @param modelFingerprint hash of that model's files
     * @param floor least score of a hit by meaning alone
     */
    public record Vectors(
            FloatVectors vectors,
            int encoding,
            HnswOptions hnsw,
            int maxWholeBytes,
            int efSearch,
            String modelName,
            String modelFingerprint,
            SemanticFloor floor) {}

    /**
     * The whole file.
     *
     * @param vectors {@code null} for an index of keywords only
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    public byte[] build(@Nullable Vectors vectors) throws InterruptedException {
        IndexFileWriter file = new IndexFileWriter(IndexFormat.KIND_INDEX, Deflate::compress);
        addTexts(file);
        TermBlocks.Written terms = terms();
        file.addRaw(IndexFormat.SECTION_TERM_INDEX, terms.index());
        file.addBlocked(IndexFormat.SECTION_TERM_BLOCKS, terms.blocks());
        PageFilters filters = content.filters();
        if (!filters.names().isEmpty()) {
            file.addRaw(IndexFormat.SECTION_FILTERS, filters.write());
        }
        PageVersions versions = content.versions();
        if (versions != null) {
            file.addRaw(IndexFormat.SECTION_VERSIONS, versions.write());
        }
        if (vectors != null) {
            VectorLayout.add(file, vectors.vectors, vectors.encoding, vectors.hnsw, vectors.maxWholeBytes);
        }
        file.addRaw(IndexFormat.SECTION_META, meta(vectors).write());
        return file.toByteArray();
    }

    private SiteMeta meta(@Nullable Vectors vectors) {
        int chunkCount = content.chunks().size();
        int pageCount = content.pages().size();
        return vectors == null
                ? new SiteMeta(chunkCount, pageCount, 0, 0, 0, 0, "", "", content.language())
                : new SiteMeta(
                        chunkCount,
                        pageCount,
                        vectors.vectors.dimensions(),
                        vectors.efSearch,
                        vectors.floor.any(),
                        vectors.floor.plain(),
                        vectors.modelName,
                        vectors.modelFingerprint,
                        content.language());
    }

    private void addTexts(IndexFileWriter file) {
        List<Integer> pageStarts = new ArrayList<>();
        for (int i = 0; i < content.chunks().size(); i++) {
            if (content.isFirstOfPage(i)) {
                pageStarts.add(i);
            }
        }
        ChunkBlocks.Written texts = ChunkBlocks.write(content.pages(), content.chunks());
        ChunkIndex index = new ChunkIndex(
                content.chunks().size(),
                pageStarts.stream().mapToInt(Integer::intValue).toArray(),
                texts.blockStarts());
        file.addRaw(IndexFormat.SECTION_CHUNK_INDEX, index.write());
        file.addBlocked(IndexFormat.SECTION_CHUNK_BLOCKS, texts.blocks());
    }

    private TermBlocks.Written terms() {
        LexicalIndexBuilder builder = new LexicalIndexBuilder(unicode);
        for (int i = 0; i < content.chunks().size(); i++) {
            ChunkRecord chunk = content.chunks().get(i);
            StringBuilder body = new StringBuilder();
            StringBuilder code = new StringBuilder();
            divide(chunk, body, code);
            builder.add(new LexicalIndexBuilder.Fields(
                    content.pages().get(chunk.page()).title(),
                    chunk.headings(),
                    content.isFirstOfPage(i),
                    content.isFirstOfSection(i),
                    body.toString(),
                    code.toString(),
                    packageOf(content.pages().get(chunk.page())),
                    content.weight(i)));
        }
        return builder.build();
    }

    /** The package that a page of Javadoc stands in, as its breadcrumbs end with it; empty for other pages. */
    private static String packageOf(PageRecord page) {
        List<String> breadcrumbs = page.breadcrumbs();
        String last = breadcrumbs.isEmpty() ? "" : breadcrumbs.get(breadcrumbs.size() - 1);
        return PACKAGE.matcher(last).matches() ? last : "";
    }

    /** Parts a chunk's text into running text and code. */
    private static void divide(ChunkRecord chunk, StringBuilder body, StringBuilder code) {
        String text = chunk.text();
        int position = 0;
        for (int i = 0; i < chunk.codeRanges().length; i += 2) {
            int start = chunk.codeRanges()[i];
            int end = chunk.codeRanges()[i + 1];
            body.append(text, position, start);
            code.append(text, start, end).append('\n');
            body.append('\n');
            position = end;
        }
        body.append(text, position, text.length());
    }
}
