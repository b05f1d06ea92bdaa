package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.embedder.DocumentEmbedder;
import io.github.docentsearch.embedder.EncoderAgreement;
import io.github.docentsearch.embedder.JdkUnicode;
import io.github.docentsearch.embedder.ModelException;
import io.github.docentsearch.embedder.OnnxTextEmbedder;
import io.github.docentsearch.embedder.Passage;
import io.github.docentsearch.embedder.QueryModelBuilder;
import io.github.docentsearch.embedder.SentenceModel;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.indexer.build.CachedEmbedding;
import io.github.docentsearch.indexer.build.Deflate;
import io.github.docentsearch.indexer.build.FloatVectors;
import io.github.docentsearch.indexer.build.HnswOptions;
import io.github.docentsearch.indexer.build.Recall;
import io.github.docentsearch.indexer.build.RecallProbes;
import io.github.docentsearch.indexer.build.SearchIndexBuilder;
import io.github.docentsearch.indexer.build.SemanticFloor;
import io.github.docentsearch.indexer.build.SiteContent;
import io.github.docentsearch.indexer.build.VectorCache;
import io.github.docentsearch.indexer.crawl.SiteFile;
import io.github.docentsearch.indexer.crawl.SkippedFile;
import io.github.docentsearch.indexer.publish.BoxInjector;
import io.github.docentsearch.indexer.publish.BoxOptions;
import io.github.docentsearch.indexer.publish.DiskCopies;
import io.github.docentsearch.indexer.publish.Manifest;
import io.github.docentsearch.indexer.publish.OtherFolders;
import io.github.docentsearch.indexer.publish.OtherHosts;
import io.github.docentsearch.indexer.publish.ReportPage;
import io.github.docentsearch.indexer.publish.RuntimeAssets;
import io.github.docentsearch.indexer.publish.SearchFiles;
import io.github.docentsearch.indexer.publish.SitePublisher;
import io.github.docentsearch.indexer.publish.SiteReport;
import io.github.docentsearch.text.WordPieceTokenizer;
import io.github.docentsearch.vector.VectorEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one façade of this module: reads a built site and gives it a search.
 *
 * <p>Nothing of an earlier search is touched before the new one is whole and has passed its tests.
 */
public final class SiteIndexer {
    /** What the vectors of one model may take in the cache: about 300,000 texts. */
    private static final long MAX_CACHE_BYTES = 512L << 20;

    private static final String INDEX = "search-index.bin";
    private static final String MODEL = "query-model.bin";

    /** Nearest chunks that recall is measured over. */
    private static final int RECALL_AT = 10;

    /** Values of {@code efSearch} whose recall the report plots, beside the site's own. */
    private static final int[] RECALL_CURVE = {10, 20, 40, 80, 160, 320};

    /** What every search needs at once; a browser fetches it together with the file's head. */
    private static final int[] FIRST_OF_INDEX = {
        IndexFormat.SECTION_META,
        IndexFormat.SECTION_CHUNK_INDEX,
        IndexFormat.SECTION_FILTERS,
        IndexFormat.SECTION_TERM_INDEX,
        IndexFormat.SECTION_VERSIONS
    };

    private static final int[] FIRST_OF_MODEL = {
        IndexFormat.SECTION_MODEL_CONFIG, IndexFormat.SECTION_VOCABULARY, IndexFormat.SECTION_STATIC_TABLE
    };

    private final IndexerOptions options;
    private final IndexingLog log;
    private final long start = System.nanoTime();

    private SiteIndexer(IndexerOptions options, IndexingLog log) {
        this.options = options;
        this.log = log;
    }

    /**
     * Indexes a site and publishes the search into it.
     *
     * @throws IndexingException if a parameter or the site cannot be used, a budget or a search test is missed, or the machine
     *     fails; the site is then as it was
     */
    public static IndexReport index(IndexerOptions options, IndexingLog log) throws IndexingException {
        SiteIndexer indexer = new SiteIndexer(options, log);
        try {
            return indexer.run();
        } catch (ModelException e) {
            throw new IndexingException(IndexingException.Kind.CONFIGURATION, e.getMessage(), e);
        } catch (IOException e) {
            throw new IndexingException(IndexingException.Kind.FAILURE, "Cannot read or write: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexingException(IndexingException.Kind.FAILURE, "The build was interrupted", e);
        } catch (OutOfMemoryError e) {
            throw new IndexingException(
                    IndexingException.Kind.FAILURE,
                    "The heap is too small for this site: give Maven more, for example MAVEN_OPTS=-Xmx4g",
                    e);
        }
    }

    private IndexReport run() throws IndexingException, IOException, InterruptedException {
        OtherFolders.refuse(options.siteDirectory(), options.outputFolder());
        SentenceModel model = options.model() == null ? SentenceModel.bundled() : SentenceModel.at(options.model());
        WordPieceTokenizer tokenizer = model.newTokenizer();
        SiteReader.Result site = new SiteReader(options, tokenizer::count, log).read();
        SiteContent content = site.content();
        log.info(
                "Read " + content.pages().size() + " pages, " + content.chunks().size() + " chunks");
        BuiltSearch built = options.queryEncoder() == QueryEncoder.NONE
                ? new BuiltSearch(index(content, null), null, null)
                : cached(() -> withMeaning(content, model));
        SearchFiles files = new SearchFiles();
        SiteReport.FirstSearch firstSearch = fill(files, built, site, tokenizer);
        OtherHosts.refuse(files, options.outputFolder());
        check(built, files, firstSearch);
        int changedPages;
        try (SitePublisher publisher = SitePublisher.open(options.siteDirectory(), options.outputFolder())) {
            publisher.publish(files);
            changedPages = giveBox(site.files(), files.version());
        }
        if (options.printIntegrity()) {
            printIntegrity(files);
        }
        return new IndexReport(
                options.siteDirectory().resolve(options.outputFolder()),
                content.pages().size(),
                site.skipped(),
                content.chunks().size(),
                files.size(INDEX),
                files.size(MODEL),
                engineBytes(files),
                built.recallAt10(),
                changedPages,
                (System.nanoTime() - start) / 1_000_000);
    }

    /** Does what reads and writes the cache of vectors, which may fail as any folder may. */
    private BuiltSearch cached(Work work) throws IndexingException, InterruptedException {
        try {
            return work.run();
        } catch (IOException e) {
            throw new IndexingException(
                    IndexingException.Kind.FAILURE,
                    "The cache of vectors in " + options.cacheDirectory() + " cannot be read or written ("
                            + IndexingException.reasonOf(e) + "). Free or unlock it, or name another folder with"
                            + " -Ddocent.cacheDirectory=...; the site is untouched.",
                    e);
        }
    }

    /** What may fail on the cache of vectors. */
    @FunctionalInterface
    private interface Work {
        BuiltSearch run() throws IOException, InterruptedException;
    }

    private BuiltSearch withMeaning(SiteContent content, SentenceModel model) throws IOException, InterruptedException {
        try (OnnxTextEmbedder embedder =
                new OnnxTextEmbedder(model, tokensRead(options.maxChunkTokens()), options.threads())) {
            QueryModelBuilder.check(model, embedder.dimensions(), encoders());
            VectorCache cache = VectorCache.open(
                    options.cacheDirectory(), embedder.fingerprint(), embedder.dimensions(), MAX_CACHE_BYTES);
            CachedEmbedding embedding = new CachedEmbedding(embedder, cache, log);
            float[][] chunkVectors = embedding.embed(content.embeddingTexts(), "chunks");
            FloatVectors vectors = new FloatVectors(chunkVectors, embedder.dimensions());
            float[][] probes = embedding.embed(RecallProbes.of(content), "titles to measure recall with");
            IndexFileWriter modelFile = new IndexFileWriter(IndexFormat.KIND_MODEL, Deflate::compress);
            List<SiteReport.EncoderAgreement> encoders =
                    buildQueryModel(content, chunkVectors, embedder, cache, modelFile);
            byte[] modelBytes = modelFile.toByteArray();
            cache.close();
            log.info("Building the index");
            IndexerOptions.Hnsw hnsw = options.hnsw();
            byte[] indexBytes = index(
                    content,
                    new SearchIndexBuilder.Vectors(
                            vectors,
                            encodingCode(),
                            new HnswOptions(hnsw.m(), hnsw.efConstruction(), hnsw.seed(), options.threads()),
                            1000 * options.maxWholeVectorsKb(),
                            hnsw.efSearch(),
                            model.name(),
                            model.fingerprint(),
                            floor(vectors, new LocalEncoder(modelBytes))));
            LocalSearch written = new LocalSearch(indexBytes, null);
            SiteReport.Meaning meaning = meaning(vectors, probes, written, model, embedder.fingerprint(), encoders);
            return new BuiltSearch(indexBytes, modelBytes, meaning);
        }
    }

    /** Word pieces that the model reads of a chunk: all of its text, behind headings of a usual length. */
    static int tokensRead(int maxChunkTokens) {
        return Math.max(OnnxTextEmbedder.DEFAULT_MAX_TOKENS, maxChunkTokens + IndexerOptions.HEADING_TOKENS);
    }

    /** The floor for what the reader's queries are embedded with; for two encoders, what both need. */
    private static SemanticFloor floor(FloatVectors vectors, LocalEncoder encoder) {
        SemanticFloor floor = SemanticFloor.calibrate(vectors, encoder::embedQuery, encoder::knowsWordsOf);
        return encoder.useSecond()
                ? floor.atLeast(SemanticFloor.calibrate(vectors, encoder::embedQuery, encoder::knowsWordsOf))
                : floor;
    }

    /** Measures the written index, by default and along the curve of {@code efSearch}. */
    private SiteReport.Meaning meaning(
            FloatVectors vectors,
            float[][] probes,
            LocalSearch written,
            SentenceModel model,
            String fingerprint,
            List<SiteReport.EncoderAgreement> encoders) {
        IndexerOptions.Hnsw hnsw = options.hnsw();
        int[] efs = IntStream.concat(IntStream.of(RECALL_CURVE), IntStream.of(hnsw.efSearch()))
                .sorted()
                .distinct()
                .toArray();
        List<Recall> recalls = Recall.measure(vectors, probes, written.nearest(probes[0], 1, 1), RECALL_AT, efs);
        List<SiteReport.RecallPoint> curve = new ArrayList<>();
        double atDefault = 0;
        for (int i = 0; i < efs.length; i++) {
            Recall recall = recalls.get(i);
            curve.add(new SiteReport.RecallPoint(efs[i], recall.recall(), recall.scoredPerQuery()));
            atDefault = efs[i] == hnsw.efSearch() ? recall.recall() : atDefault;
        }
        return new SiteReport.Meaning(
                model.name(),
                fingerprint,
                vectors.dimensions(),
                options.vectorEncoding().name().toLowerCase(Locale.ROOT),
                options.queryEncoder().name().toLowerCase(Locale.ROOT),
                hnsw.m(),
                hnsw.efConstruction(),
                hnsw.efSearch(),
                hnsw.seed(),
                atDefault,
                probes.length,
                curve,
                encoders);
    }

    /** Adds the query model's sections to {@code file}; answers with how well its encoders agree with the model. */
    private List<SiteReport.EncoderAgreement> buildQueryModel(
            SiteContent content, float[][] vectors, OnnxTextEmbedder embedder, VectorCache cache, IndexFileWriter file)
            throws IOException, InterruptedException {
        log.info("Building the query model");
        DocumentEmbedder queryEmbedder = embedder.forQueries();
        boolean sharesCache = queryEmbedder.fingerprint().equals(embedder.fingerprint());
        VectorCache queryCache = sharesCache
                ? cache
                : VectorCache.open(
                        options.cacheDirectory(),
                        queryEmbedder.fingerprint(),
                        queryEmbedder.dimensions(),
                        MAX_CACHE_BYTES);
        List<Passage> passages = new ArrayList<>();
        for (int chunk = 0; chunk < content.chunks().size(); chunk++) {
            passages.add(new Passage(
                    content.path(chunk),
                    content.context(chunk),
                    content.chunks().get(chunk).text()));
        }
        QueryModelBuilder.Result result = new QueryModelBuilder(
                        embedder.model(),
                        new CachedEmbedding(queryEmbedder, queryCache, log)::embed,
                        tokensRead(options.maxChunkTokens()),
                        options.threads(),
                        log::info)
                .build(passages, vectors, encoders(), file);
        if (!sharesCache) {
            queryCache.close();
        }
        List<SiteReport.EncoderAgreement> encoders = new ArrayList<>();
        addAgreement("static", result.staticAgreement(), result.pieces() + " word pieces", encoders);
        addAgreement("transformer", result.transformerAgreement(), result.transformerBits(), encoders);
        return encoders;
    }

    private static void addAgreement(
            String name,
            @Nullable EncoderAgreement agreement,
            @Nullable String note,
            List<SiteReport.EncoderAgreement> encoders) {
        if (agreement != null) {
            encoders.add(new SiteReport.EncoderAgreement(
                    name,
                    agreement.meanCosine(),
                    agreement.fifthPercentileCosine(),
                    agreement.overlapAt10(),
                    note == null ? "" : note));
        }
    }

    private QueryModelBuilder.Encoders encoders() {
        return switch (options.queryEncoder()) {
            case TRANSFORMER -> QueryModelBuilder.Encoders.TRANSFORMER;
            case BOTH -> QueryModelBuilder.Encoders.BOTH;
            case STATIC, NONE -> QueryModelBuilder.Encoders.STATIC;
        };
    }

    private byte[] index(SiteContent content, SearchIndexBuilder.@Nullable Vectors vectors)
            throws InterruptedException {
        return new SearchIndexBuilder(content, new JdkUnicode()).build(vectors);
    }

    /** Adds all that is published; answers with what a first search of it costs. */
    private SiteReport.FirstSearch fill(
            SearchFiles files, BuiltSearch built, SiteReader.Result site, WordPieceTokenizer tokenizer)
            throws IndexingException {
        SortedMap<String, byte[]> assets = RuntimeAssets.load();
        Map<String, byte[]> diskScripts = DiskCopies.takeScripts(assets);
        files.putAll(assets);
        int indexStart = IndexFile.open(HeapRegion.of(built.index), IndexFormat.KIND_INDEX)
                .endOf(FIRST_OF_INDEX);
        int modelStart = 0;
        files.put(INDEX, built.index, indexStart);
        if (built.model != null) {
            modelStart = IndexFile.open(HeapRegion.of(built.model), IndexFormat.KIND_MODEL)
                    .endOf(FIRST_OF_MODEL);
            files.put(MODEL, built.model, modelStart);
        }
        files.link();
        if (options.worksFromDisk()) {
            DiskCopies.add(diskScripts, files);
        }
        log.info("Asking for pages by their titles");
        SiteReport report = SiteReporter.report(site, tokenizer::count, built.meaning, files, indexStart, modelStart);
        files.putAll(SiteReporter.sectionList(site.content(), options.outputFolder(), files.version()));
        byte[] manifest = Manifest.write(files, report);
        byte[] page = ReportPage.write(files, report, options.outputFolder());
        files.put("manifest.json", manifest).put("report.html", page);
        return report.firstSearch();
    }

    private void check(BuiltSearch built, SearchFiles files, SiteReport.FirstSearch firstSearch)
            throws IndexingException {
        SearchCheck check = new SearchCheck()
                .budgets(
                        options.budgets(),
                        engineBytes(files),
                        files.size(INDEX),
                        built.model == null ? firstSearch.keywordBytes() : firstSearch.meaningBytes(),
                        built.recallAt10());
        if (!options.searchTests().isEmpty()) {
            check.tests(options.searchTests(), new LocalSearch(built.index, built.model));
            log.info(check.summary());
        }
        check.orThrow();
    }

    private int giveBox(List<SiteFile> pages, String version) {
        IndexerOptions.SearchBox box = options.searchBox();
        BoxInjector injector = new BoxInjector(
                options.outputFolder(), version, new BoxOptions(box.placement(), box.shortcuts(), box.locale()));
        BoxInjector.Result result = box.inject() ? injector.inject(pages) : injector.remove(pages);
        for (SkippedFile failed : result.failed()) {
            log.warn(failed.path() + " " + failed.reason());
        }
        return result.changed();
    }

    /** One line for each script that a page may name. */
    private void printIntegrity(SearchFiles files) {
        for (String name : files.files().keySet()) {
            if (name.endsWith(".js") && !name.contains("/")) {
                log.info(options.outputFolder() + "/" + name + " integrity=\"" + files.integrity(name) + "\"");
            }
        }
    }

    private static long engineBytes(SearchFiles files) {
        return files.gzippedSize("docent.wasm") + files.gzippedSize("docent.js");
    }

    private int encodingCode() {
        return switch (options.vectorEncoding()) {
            case INT8 -> VectorEncoding.INT8;
            case INT5 -> VectorEncoding.INT5;
            case INT4 -> VectorEncoding.INT4;
            case BIT1 -> VectorEncoding.BIT1;
        };
    }

    private record BuiltSearch(byte[] index, byte @Nullable [] model, SiteReport.@Nullable Meaning meaning) {
        double recallAt10() {
            return meaning == null ? Double.NaN : meaning.recallAt10();
        }
    }
}
