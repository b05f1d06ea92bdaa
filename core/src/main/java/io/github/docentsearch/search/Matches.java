package io.github.docentsearch.search;

import io.github.docentsearch.format.ChunkIndex;
import io.github.docentsearch.format.PageFilters;
import io.github.docentsearch.lexical.LexicalMatches;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every chunk that matches a query, counted by page, whatever the query's filters say: what total and facets are made of.
 * Pages, as filters are theirs.
 */
final class Matches {
    private final int[] ofPage;

    Matches(int pageCount) {
        ofPage = new int[pageCount];
    }

    void add(int page) {
        ofPage[page]++;
    }

    /** Whether anything on the page matches, of what was added so far. */
    boolean has(int page) {
        return ofPage[page] > 0;
    }

    /** Adds all chunks that match by keywords. */
    void addAll(LexicalMatches matches, ChunkIndex chunks) {
        int page = 0;
        for (int chunk = 0; chunk < chunks.chunkCount(); chunk++) {
            if (page + 1 < ofPage.length && chunks.firstChunkOf(page + 1) == chunk) {
                page++;
            }
            if (matches.score(chunk) > 0) {
                ofPage[page]++;
            }
        }
    }

    /** @param pages which pages are forgotten; {@code null}: all */
    void clear(boolean @Nullable [] pages) {
        for (int page = 0; page < ofPage.length; page++) {
            if (pages == null || pages[page]) {
                ofPage[page] = 0;
            }
        }
    }

    /** @param pages which pages count; {@code null}: all */
    int total(boolean @Nullable [] pages) {
        int total = 0;
        for (int page = 0; page < ofPage.length; page++) {
            total += pages == null || pages[page] ? ofPage[page] : 0;
        }
        return total;
    }

    /**
     * Counts every value of every filter. A name's own choice does not count against its other values, so that a reader sees
     * what they would bring.
     *
     * @param filters of the query, names and values in turn
     */
    List<Facet> facets(PageFilters all, List<String> filters) {
        List<Facet> facets = new ArrayList<>();
        for (int i = 0; i < all.names().size(); i++) {
            String name = all.names().get(i);
            boolean[] pages = allowed(filters, name, all, ofPage.length);
            List<String> values = all.values().get(i);
            for (int j = 0; j < values.size(); j++) {
                int count = 0;
                for (int page : all.pages().get(i).get(j)) {
                    count += pages == null || pages[page] ? ofPage[page] : 0;
                }
                if (count > 0) {
                    facets.add(new Facet(name, values.get(j), count));
                }
            }
        }
        return facets;
    }

    /**
     * Which pages pass the filters; {@code null} if all do.
     *
     * @param except a name whose filters do not count; empty for none
     */
    static boolean @Nullable [] allowed(List<String> filters, String except, PageFilters all, int pageCount) {
        boolean[] allowed = null;
        for (int i = 0; i < filters.size(); i += 2) {
            String name = filters.get(i);
            if (name.equals(except)) {
                continue;
            }
            boolean[] ofName = new boolean[pageCount];
            for (int j = 0; j < filters.size(); j += 2) {
                if (filters.get(j).equals(name)) {
                    for (int page : all.pagesWith(name, filters.get(j + 1))) {
                        ofName[page] = allowed == null || allowed[page];
                    }
                }
            }
            allowed = ofName;
        }
        return allowed;
    }
}
