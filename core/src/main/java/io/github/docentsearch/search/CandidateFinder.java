package io.github.docentsearch.search;

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

    private final Candidates candidates;
    private final SiteIndex.Keywords keywords;
    private final boolean @Nullable [] pages;

    /** @param pages those that the query's filters leave; {@code null}: all */
    CandidateFinder(Candidates candidates, SiteIndex.Keywords keywords, boolean @Nullable [] pages) {
        this.candidates = candidates;
        this.keywords = keywords;
        this.pages = pages;
    }

    /** Whether the query's filters leave a chunk. */
    @Override
    public boolean allows(int chunk) {
        return pages == null || pages[keywords.chunks().pageOf(chunk)];
    }

    /** @param most best chunks that become candidates */
    void findByKeywords(LexicalQuery parsed, int most) {
        LexicalMatches matches = keywords.searcher().search(parsed, most, this);
        for (int rank = 0; rank < matches.count(); rank++) {
            candidates.setKeywordScore(matches.chunk(rank), matches.score(matches.chunk(rank)));
        }
        int[] exact = new int[MAX_EXACT];
        int exactCount = keywords.searcher().exact(parsed.key(), exact, this);
        for (int i = 0; i < exactCount; i++) {
            if (!matches.isExcluded(exact[i])) {
                candidates.setExact(exact[i], keywords.searcher().isByTitle(exact[i]));
            }
        }
    }

    /**
     * Adds what is near in meaning, and tells of all candidates how near they are; to be called after the words were searched.
     *
     * @param most best chunks that become candidates
     * @param floor least score of a hit in which no word of the query stands
     * @param all takes those that the filters do not leave
     */
    void findByMeaning(float[] vector, int most, NearestSearcher searcher, float floor, Matches all) {
        LexicalMatches matches = keywords.searcher().matches();
        int wanted = pages == null ? most : Math.max(most, FILTERED_CANDIDATES);
        int count =
                searcher.search(vector, wanted, Math.max(wanted, keywords.meta().efSearch()));
        for (int rank = 0; rank < count; rank++) {
            int chunk = searcher.node(rank);
            if (matches.isExcluded(chunk)) {
                continue;
            }
            if (allows(chunk)) {
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
            left += allows(chunk) ? 1 : 0;
        }
        for (int chunk = 0; chunk < searcher.size() && left <= FILTERED_CANDIDATES; chunk++) {
            if (allows(chunk) && !matches.isExcluded(chunk) && searcher.scoreOf(chunk) >= floor) {
                candidates.setSemanticScore(chunk, searcher.scoreOf(chunk));
            }
        }
    }
}
