package io.github.docentsearch.search;

import io.github.docentsearch.format.ChunkIndex;
import io.github.docentsearch.format.PageFilters;
import io.github.docentsearch.format.PageVersions;
import java.util.ArrayList;
import java.util.List;

/** Lets the newest version of a page speak for its older ones. */
final class Versions {
    /** The filter whose values name the versions. */
    private static final String FILTER = "version";

    /** What counts of the score of a page of an older version: among equals, the newest version comes first. */
    private static final float OLDER = 0.9f;

    private Versions() {}

    /**
     * Takes a page out of a ranking if a newer version of it is in it; lowers it if not.
     *
     * @param scores of each candidate, {@link Candidates#NONE} for those that are no hits
     */
    static void fold(Candidates candidates, float[] scores, ChunkIndex chunks, PageVersions versions) {
        boolean[] found = new boolean[chunks.pageCount()];
        for (int i = 0; i < scores.length; i++) {
            found[chunks.pageOf(candidates.chunk(i))] |= scores[i] != Candidates.NONE;
        }
        for (int i = 0; i < scores.length; i++) {
            int page = chunks.pageOf(candidates.chunk(i));
            if (scores[i] == Candidates.NONE || !versions.isOld(page)) {
                continue;
            }
            scores[i] *= OLDER;
            for (int newer = versions.newer(page); newer >= 0; newer = versions.newer(newer)) {
                if (found[newer]) {
                    scores[i] = Candidates.NONE;
                }
            }
        }
    }

    /** Names of the older versions that have the page as well, the newest of them first. */
    static List<String> older(int page, PageVersions versions, PageFilters filters) {
        List<String> older = new ArrayList<>();
        for (int name = 0; name < filters.names().size(); name++) {
            List<String> values = filters.values().get(name);
            for (int i = 0; filters.names().get(name).equals(FILTER) && i < values.size(); i++) {
                for (int other : filters.pages().get(name).get(i)) {
                    int newer = versions.newer(other);
                    while (newer >= 0 && newer != page) {
                        newer = versions.newer(newer);
                    }
                    if (newer >= 0) {
                        older.add(values.get(i));
                    }
                }
            }
        }
        return older;
    }
}
