package io.github.docentsearch.search;

import io.github.docentsearch.format.PageVersions;
import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.lexical.ChunkFilter;
import io.github.docentsearch.lexical.LexicalMatches;
import io.github.docentsearch.lexical.LexicalQuery;
import org.jspecify.annotations.Nullable;

/** Finds the chunks that may answer one query: by its words, as a name, and by its meaning. */
final class CandidateFinder implements ChunkFilter {
    /** Chunks found by meaning when a filter may drop most of them, and pages' chunks that are scored one by one. */
    private static final int FILTERED_CANDIDATES = 2_000;

    private static final int MAX_EXACT = 64;

    /** Where a page has more of the best chunks than one in so many, as many again are looked for on other pages. */
    private static final int LEAST_PAGES = 4;

    private final Candidates candidates;
    private final SiteIndex.Keywords keywords;
    private final boolean @Nullable [] pages;
    private final Matches all;

    /** Candidates that each page has by its words; null while none is too many. */
    private int @Nullable [] ofPage;

    private float nearest = Candidates.NONE;

    /**
     * @param pages those that the query's filters leave; {@code null}: all
     * @param all takes what matches, whatever the filters leave
     */
    CandidateFinder(Candidates candidates, SiteIndex.Keywords keywords, boolean @Nullable [] pages, Matches all) {
        this.candidates = candidates;
        this.keywords = keywords;
        this.pages = pages;
        this.all = all;
    }

    /** Whether a chunk may be found by its words: no newer version of its page is, and its page has not had its turn. */
    @Override
    public boolean allows(int chunk) {
        int page = keywords.chunks().pageOf(chunk);
        if (!isLeft(page) || ofPage != null && ofPage[page] > 0) {
            return false;
        }
        PageVersions versions = keywords.versions();
        int newer = versions == null ? -1 : versions.newer(page);
        while (newer >= 0 && !(all.has(newer) && isLeft(newer))) {
            newer = versions.newer(newer);
        }
        return newer < 0;
    }

    /** Whether the query's filters leave a page. */
    private boolean isLeft(int page) {
        return pages == null || pages[page];
    }

    /** @param most best chunks that become candidates */
    void findByKeywords(LexicalQuery parsed, int most) {
        LexicalMatches matches = keywords.searcher().search(parsed);
        all.addAll(matches, keywords.chunks());
        matches.chooseBest(most, this);
        int[] counts = new int[keywords.chunks().pageCount()];
        int greatest = 0;
        for (int rank = 0; rank < matches.count(); rank++) {
            int page = keywords.chunks().pageOf(matches.chunk(rank));
            greatest = Math.max(greatest, ++counts[page]);
        }
        addBest(matches);
        if (greatest > most / LEAST_PAGES && matches.count() == most) {
            ofPage = counts;
            matches.chooseBest(most, this);
            addBest(matches);
            ofPage = null;
        }
        int[] exact = new int[MAX_EXACT];
        int exactCount = keywords.searcher().exact(parsed.key(), exact, this);
        for (int i = 0; i < exactCount; i++) {
            if (!matches.isExcluded(exact[i])) {
                candidates.setExact(exact[i], keywords.searcher().isByTitle(exact[i]));
                candidates.setKeywordScore(exact[i], matches.score(exact[i]));
            }
        }
    }

    private void addBest(LexicalMatches matches) {
        for (int rank = 0; rank < matches.count(); rank++) {
            candidates.setKeywordScore(matches.chunk(rank), matches.score(matches.chunk(rank)));
        }
    }

    /** The semantic score of the nearest chunk, whatever the filters leave; {@link Candidates#NONE} if meaning was not asked. */
    float nearest() {
        return nearest;
    }

    /**
     * Adds what is near in meaning, and tells of all candidates how near they are; to be called after the words were searched.
     *
     * @param most best chunks that become candidates
     * @param floor least score of a hit in which no word of the query stands
     */
    void findByMeaning(float[] vector, int most, NearestSearcher searcher, float floor) {
        LexicalMatches matches = keywords.searcher().matches();
        int wanted = pages == null ? most : Math.max(most, FILTERED_CANDIDATES);
        int count =
                searcher.search(vector, wanted, Math.max(wanted, keywords.meta().efSearch()));
        for (int rank = 0; rank < count; rank++) {
            int chunk = searcher.node(rank);
            if (matches.isExcluded(chunk)) {
                continue;
            }
            nearest = Math.max(nearest, searcher.score(rank));
            if (isLeft(keywords.chunks().pageOf(chunk))) {
                candidates.setSemanticScore(chunk, searcher.score(rank));
            } else if (matches.score(chunk) <= 0 && searcher.score(rank) >= floor) {
                all.add(keywords.chunks().pageOf(chunk));
            }
        }
        if (pages != null && searcher.partitionCount() == 0) {
            scoreFew(searcher, matches, floor);
        }
        for (int i = 0; i < candidates.size(); i++) {
            int chunk = candidates.chunk(i);
            if (candidates.semanticScore(i) == Candidates.NONE) {
                candidates.setSemanticScore(chunk, searcher.scoreOf(chunk));
            }
            if (matches.score(chunk) > 0) {
                candidates.setKeywordScore(chunk, matches.score(chunk));
            }
        }
    }

    /** Where the filters leave little, the nearest of all may have passed it by. */
    private void scoreFew(NearestSearcher searcher, LexicalMatches matches, float floor) {
        int left = 0;
        for (int chunk = 0; chunk < searcher.size(); chunk++) {
            left += isLeft(keywords.chunks().pageOf(chunk)) ? 1 : 0;
        }
        for (int chunk = 0; chunk < searcher.size() && left <= FILTERED_CANDIDATES; chunk++) {
            if (isLeft(keywords.chunks().pageOf(chunk))
                    && !matches.isExcluded(chunk)
                    && searcher.scoreOf(chunk) >= floor) {
                candidates.setSemanticScore(chunk, searcher.scoreOf(chunk));
            }
        }
    }
}
