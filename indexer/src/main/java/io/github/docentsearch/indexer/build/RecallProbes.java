package io.github.docentsearch.indexer.build;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts in place of readers' queries, with which the recall of an index is measured: the site's own titles and headings. */
public final class RecallProbes {
    private static final int COUNT = 200;

    private RecallProbes() {}

    /** At most {@value #COUNT} different titles and headings, evenly from the whole site; at least one. */
    public static List<String> of(SiteContent content) {
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < content.chunks().size(); i++) {
            List<String> headings = content.chunks().get(i).headings();
            texts.add(
                    headings.isEmpty()
                            ? content.pages()
                                    .get(content.chunks().get(i).page())
                                    .title()
                            : headings.get(headings.size() - 1));
        }
        texts.removeIf(String::isBlank);
        if (texts.isEmpty()) {
            texts.add(content.embeddingTexts().get(0));
        }
        List<String> all = new ArrayList<>(texts);
        List<String> chosen = new ArrayList<>();
        int count = Math.min(COUNT, all.size());
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return chosen;
    }
}
