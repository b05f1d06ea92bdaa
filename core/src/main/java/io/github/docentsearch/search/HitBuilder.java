package io.github.docentsearch.search;

import io.github.docentsearch.format.ChunkBlocks.ShownChunk;
import io.github.docentsearch.format.PageRecord;
import io.github.docentsearch.lexical.LexicalQuery;
import io.github.docentsearch.text.TermAnalyzer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of a candidate what the reader sees: names, path, excerpt, and how it was found. */
final class HitBuilder {
    private final Excerpts excerpts;
    private final Candidates candidates;

    HitBuilder(TermAnalyzer analyzer, Candidates candidates) {
        excerpts = new Excerpts(analyzer);
        this.candidates = candidates;
    }

    /** Cuts the passages of hits. */
    Excerpts excerpts() {
        return excerpts;
    }

    /**
     * A hit.
     *
     * @param candidate its place among the candidates
     * @param encoder chooses the excerpt by meaning too, if it is given and has a static table
     */
    Hit build(
            ShownChunk shown,
            int candidate,
            float score,
            LexicalQuery query,
            SiteIndex.Keywords keywords,
            @Nullable QueryEncoder encoder) {
        PageRecord page = shown.page();
        List<String> breadcrumbs = new ArrayList<>();
        addAll(page.breadcrumbs(), breadcrumbs);
        breadcrumbs.add(page.title());
        addAll(shown.chunk().headings(), breadcrumbs);
        String anchor = shown.chunk().anchor();
        String text = shown.chunk().text();
        float[] sentences = encoder == null
                ? new float[0]
                : encoder.scoresByTable(query.plainText(), text, Excerpts.sentences(text));
        int chunk = candidates.chunk(candidate);
        return new Hit(
                chunk,
                anchor.isEmpty() ? page.url() : page.url() + '#' + anchor,
                page.title(),
                breadcrumbs.get(breadcrumbs.size() - 1),
                breadcrumbs,
                excerpts.excerpt(text, shown.chunk().codeRanges(), query, sentences),
                candidates.exactness(candidate) + score,
                candidates.isExact(candidate)
                        ? Hit.EXACT
                        : candidates.keywordScore(candidate) > 0 ? Hit.KEYWORD : Hit.MEANING,
                page.filters(),
                keywords.versions() == null
                        ? new ArrayList<>()
                        : Versions.older(keywords.chunks().pageOf(chunk), keywords.versions(), keywords.filters()));
    }

    private static void addAll(List<String> source, List<String> target) {
        for (int i = 0; i < source.size(); i++) {
            target.add(source.get(i));
        }
    }
}
