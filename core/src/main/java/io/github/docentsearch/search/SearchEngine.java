package io.github.docentsearch.search;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.ChunkBlocks.ShownChunk;
import io.github.docentsearch.format.ChunkIndex;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.Request;
import io.github.docentsearch.format.SiteMeta;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.lexical.LexicalQuery;
import io.github.docentsearch.lexical.PhraseMatcher;
import io.github.docentsearch.lexical.QueryParser;
import io.github.docentsearch.text.TermAnalyzer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search: the same code on the JVM and in the browser.
 *
 * <p>It never waits for bytes. What a question needs and does not find in memory is noted; the answer is then {@code null},
 * and the caller takes the requests, supplies the ranges and asks again. Not for several threads at once.
 */
public final class SearchEngine {
    /** Best chunks by keywords, and by meaning, that are looked at together; more where many are to be shown. */
    private static final int CANDIDATES = 100;

    private final Platform platform;
    private final QueryParser parser;
    private final Candidates candidates = new Candidates();
    private final PhraseFilter phraseFilter;
    private final HitBuilder hitBuilder;
    private @Nullable SiteIndex index;
    private @Nullable IndexFile model;
    private @Nullable QueryEncoder encoder;

    public SearchEngine(Platform platform) {
        this.platform = platform;
        TermAnalyzer analyzer = new TermAnalyzer(platform.unicode());
        parser = new QueryParser(analyzer);
        phraseFilter = new PhraseFilter(candidates, new PhraseMatcher(analyzer));
        hitBuilder = new HitBuilder(analyzer, candidates);
    }

    /**
     * Opens {@code search-index.bin}.
     *
     * @param bytes the file from its start: its head at least, at most the whole file; used in place
     * @throws io.github.docentsearch.bytes.MalformedIndexException if the head is damaged
     * @throws io.github.docentsearch.format.UnsupportedVersionException if it is of another format version
     */
    public void openIndex(ByteRegion bytes) {
        index = new SiteIndex(bytes, platform);
    }

    /** Opens {@code query-model.bin}, as {@link #openIndex} does. */
    public void openModel(ByteRegion bytes) {
        model = IndexFile.open(bytes, IndexFormat.KIND_MODEL);
        encoder = new QueryEncoder(model, platform.matrixKernels(), platform.unicode(), platform.allocator());
    }

    /**
     * Makes the keyword search ready; false if ranges were requested and it must be called again. An index of bare vectors
     * has none: then only {@link #meta} is made ready.
     */
    public boolean loadKeywords() {
        boolean described = index().meta() != null;
        return (!index().hasKeywords() || index().keywords() != null) && described;
    }

    /**
     * Makes the search by meaning ready; false if ranges were requested and it must be called again.
     *
     * @throws MalformedIndexException if a file is damaged, or one does not belong to the other
     */
    public boolean loadMeaning() {
        NearestSearcher meaning = index().meaning();
        SiteMeta meta = index().meta();
        if (encoder == null || !encoder.load() || meaning == null || meta == null) {
            return false;
        }
        if (!meta.modelFingerprint().equals(encoder.modelFingerprint())
                || encoder.dimensions() != meaning.dimensions()) {
            throw new MalformedIndexException("Index and query model are of different models", 0);
        }
        return true;
    }

    /** Whether the site has a transformer beside the static table that {@link #loadMeaning} makes ready. */
    public boolean hasSecondEncoder() {
        return encoder != null && encoder.hasStaticTable() && encoder.hasTransformer();
    }

    /** Makes the transformer ready, which {@link #answer} uses from then on; false if ranges were requested. */
    public boolean loadTransformer() {
        return encoder != null && encoder.loadTransformer();
    }

    /** Whether queries are embedded by a transformer. */
    public boolean usesTransformer() {
        return encoder != null && encoder.isTransformerLoaded();
    }

    /** Whether each query needs some of the vectors, fetched as it is asked, rather than all of them. */
    public boolean hasPartitions() {
        NearestSearcher meaning = index().meaningIfLoaded();
        return meaning != null && meaning.partitionCount() > 0;
    }

    /** Whether {@link #answer} takes meaning into account. */
    public boolean hasMeaning() {
        return encoder != null && encoder.isLoaded() && index().meaningIfLoaded() != null;
    }

    /** What holds for the whole index; {@code null} if its range was requested, as before {@link #loadKeywords}. */
    public @Nullable SiteMeta meta() {
        return index().meta();
    }

    /** Ranges of {@code search-index.bin} that were asked for since the last call. */
    public List<Request> takeIndexRequests() {
        return index().file().takeRequests();
    }

    /** Ranges of {@code query-model.bin} that were asked for since the last call. */
    public List<Request> takeModelRequests() {
        return model == null ? new ArrayList<>() : model.takeRequests();
    }

    /** A requested range of {@code search-index.bin}, inflated. */
    public void supplyIndex(int requestId, ByteRegion content) {
        index().file().supply(requestId, content);
    }

    /** A requested range of {@code query-model.bin}, inflated. */
    public void supplyModel(int requestId, ByteRegion content) {
        if (model == null) {
            throw new IllegalStateException("No query model is open");
        }
        model.supply(requestId, content);
    }

    /**
     * The vector of a text.
     *
     * @return unit length, or all zero if there is nothing to embed; {@code null} if ranges were requested
     */
    public float @Nullable [] embed(String text) {
        return encoder == null ? null : encoder.embed(text);
    }

    /**
     * The bare vector search.
     *
     * @param ef nodes kept while searching; 0 for the index's own number
     * @return the searcher that holds the result, ranks from 0; {@code null} if ranges were requested
     * @throws IllegalArgumentException if the vector is of a wrong length, not finite or zero, or {@code k} or {@code ef} out
     *     of range
     */
    public @Nullable NearestSearcher nearest(float[] vector, int k, int ef) {
        NearestSearcher meaning = index().meaning();
        SiteMeta meta = index().meta();
        if (meaning == null || meta == null) {
            return null;
        }
        meaning.search(vector, k, ef == 0 ? Math.max(1, meta.efSearch()) : ef);
        return index().file().hasRequests() ? null : meaning;
    }

    /**
     * Answers a question with what is loaded: by keywords, and by meaning if {@link #loadMeaning} has succeeded.
     *
     * @return {@code null} if ranges were requested and the question must be asked again
     */
    public @Nullable Answer answer(Query query) {
        SiteIndex.Keywords keywords = index().keywords();
        if (keywords == null || query.mode() == Query.SEMANTIC && !loadMeaning()) {
            return null;
        }
        LexicalQuery parsed = parser.parse(query.text());
        int pageCount = keywords.meta().pageCount();
        boolean[] pages = Matches.allowed(query.filters(), "", keywords.filters(), pageCount);
        Matches matches = new Matches(pageCount);
        candidates.clear();
        CandidateFinder finder = new CandidateFinder(candidates, keywords, pages, matches);
        int most = Math.max(CANDIDATES, 2 * query.limit());
        if (query.mode() != Query.SEMANTIC) {
            finder.findByKeywords(parsed, hasPhrases(parsed) ? Math.max(most, PhraseFilter.MAX_READ) : most);
        } else {
            // Words are not scored then, but those that the query excludes are still looked up.
            keywords.searcher().search(parsed.onlyExclusions());
        }
        if (index().file().hasRequests()) {
            return null;
        }
        NearestSearcher meaning = query.mode() == Query.KEYWORD ? null : index().meaningIfLoaded();
        float[] vector = meaning == null || !hasMeaning() ? null : embed(parsed.plainText());
        boolean semantic = vector != null && !isZero(vector);
        float floor = semantic ? floor(parsed, keywords.meta()) : Float.POSITIVE_INFINITY;
        float mean = 0;
        if (semantic && meaning != null) {
            finder.findByMeaning(vector, most, meaning, floor);
            if (index().file().hasRequests()) {
                return null;
            }
            mean = meaning.meanScore();
        }
        if (model != null && model.hasRequests()) {
            return null;
        }
        float coverage = coverage(query, keywords);
        float weight = semantic ? Fusion.meaningWeight(coverage) : 0;
        if (query.mode() != Query.SEMANTIC
                && !candidates.hasExact()
                && Fusion.isLost(coverage, finder.nearest(), floor)) {
            return new Answer(0, semantic, new ArrayList<>(), new ArrayList<>());
        }
        float[] scores = Fusion.scores(candidates, weight, mean, floor);
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] != Candidates.NONE && candidates.keywordScore(i) <= 0) {
                matches.add(keywords.chunks().pageOf(candidates.chunk(i)));
            }
        }
        if (keywords.versions() != null) {
            Versions.fold(candidates, scores, keywords.chunks(), keywords.versions());
        }
        PageSupport.lift(candidates, scores, keywords.chunks(), Fusion.supportShare(parsed));
        return show(query, parsed, keywords, scores, matches, pages, semantic);
    }

    /**
     * Answers a question and tells how the scores of its hits came about.
     *
     * @return {@code null} if ranges were requested and the question must be asked again
     */
    public @Nullable Explanation explain(Query query) {
        Answer answer = answer(query);
        SiteIndex.Keywords keywords = index().keywords();
        if (answer == null || keywords == null) {
            return null;
        }
        LexicalQuery parsed = parser.parse(query.text());
        NearestSearcher meaning = index().meaningIfLoaded();
        boolean semantic = answer.semantic() && meaning != null;
        float coverage = coverage(query, keywords);
        return Explanation.of(
                answer,
                parsed,
                keywords,
                candidates,
                semantic ? Fusion.meaningWeight(coverage) : 0,
                semantic ? meaning.meanScore() : 0,
                semantic ? floor(parsed, keywords.meta()) : Float.POSITIVE_INFINITY);
    }

    /** Least semantic score of a hit in which no word of the query stands. */
    private float floor(LexicalQuery parsed, SiteMeta meta) {
        boolean plain = encoder != null && encoder.knowsWordsOf(parsed.plainText());
        return plain ? meta.plainFloor() : meta.semanticFloor();
    }

    /** Greatest share of the query's words, by their idf, that a chunk has, whatever the query's filters say. */
    private static float coverage(Query query, SiteIndex.Keywords keywords) {
        return query.mode() == Query.SEMANTIC
                ? 0
                : keywords.searcher().matches().bestCoverage();
    }

    /** Ranks, groups by page, and reads the texts of what is shown. */
    private @Nullable Answer show(
            Query query,
            LexicalQuery parsed,
            SiteIndex.Keywords keywords,
            float[] scores,
            Matches matches,
            boolean @Nullable [] pages,
            boolean semantic) {
        int[] order = Ranking.order(candidates, scores);
        if (hasPhrases(parsed)) {
            boolean byWords = query.mode() != Query.SEMANTIC;
            int[] accepted = phraseFilter.accepted(order, query.limit(), parsed, keywords, byWords);
            if (accepted == null) {
                return null;
            }
            matches.clear(pages);
            countAccepted(accepted, order, query.limit(), keywords.chunks(), matches);
            order = accepted;
        }
        Proximity.settle(order, query.limit(), candidates, scores, parsed, keywords.texts(), hitBuilder.excerpts());
        int[] ranked = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            ranked[i] = candidates.chunk(order[i]);
        }
        int[] chosen = PageGrouping.choose(ranked, ranked.length, query.limit(), keywords.chunks());
        List<Hit> hits = new ArrayList<>(chosen.length);
        for (int place : chosen) {
            ShownChunk shown = keywords.texts().get(ranked[place]);
            if (shown != null) {
                hits.add(hitBuilder.build(
                        shown, order[place], scores[order[place]], parsed, keywords, semantic ? encoder : null));
            }
        }
        return index().file().hasRequests()
                ? null
                : new Answer(matches.total(pages), semantic, hits, matches.facets(keywords.filters(), query.filters()));
    }

    /** Counts what has the phrases; where there is enough of it, what may have them as well. */
    private void countAccepted(int[] accepted, int[] order, int wanted, ChunkIndex chunks, Matches matches) {
        for (int position : accepted) {
            matches.add(chunks.pageOf(candidates.chunk(position)));
        }
        for (int i = phraseFilter.read(); i < order.length && accepted.length >= wanted; i++) {
            matches.add(chunks.pageOf(candidates.chunk(order[i])));
        }
    }

    private static boolean hasPhrases(LexicalQuery parsed) {
        return !parsed.phrases().isEmpty() || !parsed.excludedPhrases().isEmpty();
    }

    private static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private SiteIndex index() {
        if (index == null) {
            throw new IllegalStateException("No index is open");
        }
        return index;
    }
}
