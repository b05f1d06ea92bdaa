package io.github.docentsearch.indexer.build;

import io.github.docentsearch.format.ChunkRecord;
import io.github.docentsearch.format.PageFilters;
import io.github.docentsearch.format.PageRecord;
import io.github.docentsearch.format.PageVersions;
import io.github.docentsearch.indexer.extract.Chunk;
import io.github.docentsearch.indexer.extract.Chunker;
import io.github.docentsearch.indexer.extract.Page;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A site's pages and chunks, in the form in which the index is built of them. Grows page by page, in the site's order. */
public final class SiteContent {
    private final List<PageRecord> pages = new ArrayList<>();
    private final List<ChunkRecord> chunks = new ArrayList<>();
    private final List<String> embeddingTexts = new ArrayList<>();
    private final List<String> contexts = new ArrayList<>();
    private final List<Float> weights = new ArrayList<>();
    private final BitSet firstOfSection = new BitSet();
    private final Map<String, Integer> languages = new HashMap<>();
    private final TreeMap<String, TreeMap<String, TreeSet<Integer>>> filters = new TreeMap<>();
    private List<String> versionsNewestFirst = List.of();
    private @Nullable PageVersions versions;

    /**
     * Adds a page.
     *
     * @param extraFilters names and their values, beside those that the page has of itself; but a kind takes the place of the
     *     one that was guessed
     */
    public void add(Page page, Map<String, List<String>> extraFilters, Chunker chunker) {
        int ordinal = pages.size();
        TreeMap<String, TreeSet<String>> ofPage = new TreeMap<>();
        page.filters().forEach((name, values) -> {
            boolean guessed =
                    name.equals("kind") && values.equals(List.of(page.kind().code()));
            if (!guessed || !extraFilters.containsKey(name)) {
                merge(ofPage, name, values);
            }
        });
        extraFilters.forEach((name, values) -> merge(ofPage, name, values));
        List<String> pairs = new ArrayList<>();
        ofPage.forEach((name, values) -> values.forEach(value -> {
            pairs.add(name);
            pairs.add(value);
            filters.computeIfAbsent(name, unused -> new TreeMap<>())
                    .computeIfAbsent(value, unused -> new TreeSet<>())
                    .add(ordinal);
        }));
        pages.add(new PageRecord(page.url(), page.title(), page.breadcrumbs(), List.copyOf(pairs)));
        if (!page.language().isEmpty()) {
            languages.merge(page.language(), 1, Integer::sum);
        }
        for (Chunk chunk : chunker.chunks(page)) {
            chunks.add(new ChunkRecord(ordinal, chunk.anchor(), chunk.headings(), chunk.text(), chunk.codeRanges()));
            embeddingTexts.add(chunk.embeddingText(page));
            contexts.add(chunk.context());
            weights.add(chunk.weight());
            firstOfSection.set(chunks.size() - 1, chunk.firstOfSection());
        }
    }

    /**
     * Tells that the site holds several versions of its pages.
     *
     * @param newestFirst values of the filter {@code version}, in the order in which they are to be shown
     * @param newer of each page that was added, see {@link PageVersions}
     */
    public void setVersions(List<String> newestFirst, int[] newer) {
        versionsNewestFirst = List.copyOf(newestFirst);
        versions = new PageVersions(newer);
    }

    /** Which page is the newer version of which; {@code null} if the site holds one version of its pages. */
    public @Nullable PageVersions versions() {
        return versions;
    }

    /** Pages, in the order in which they were added. */
    public List<PageRecord> pages() {
        return pages;
    }

    /** Chunks, in the order of their pages. */
    public List<ChunkRecord> chunks() {
        return chunks;
    }

    /** What the model is given of each chunk. */
    public List<String> embeddingTexts() {
        return embeddingTexts;
    }

    /** The chunk's path of headings, its page's title first, parts apart by {@code " > "}. */
    public String path(int chunk) {
        ChunkRecord record = chunks.get(chunk);
        return Chunk.path(pages.get(record.page()).title(), record.headings());
    }

    /** What the chunk is embedded with beside its path and text; may be empty. */
    public String context(int chunk) {
        return contexts.get(chunk);
    }

    /** The chunk's weight as the page's author set it; 1 if unset. */
    public float weight(int chunk) {
        return weights.get(chunk);
    }

    /** Whether a chunk is the first of its page. */
    public boolean isFirstOfPage(int chunk) {
        return chunk == 0 || chunks.get(chunk - 1).page() != chunks.get(chunk).page();
    }

    /** Whether a chunk is the first of its section, and not a later part of a long one. */
    public boolean isFirstOfSection(int chunk) {
        return firstOfSection.get(chunk);
    }

    /** The language of the most pages; empty if none says. */
    public String language() {
        return languages.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Which pages carry which filter. */
    public PageFilters filters() {
        List<List<String>> values = new ArrayList<>();
        List<List<int[]>> carriers = new ArrayList<>();
        filters.forEach((name, ofName) -> {
            List<String> ordered = new ArrayList<>(ofName.keySet());
            if (name.equals("version")) {
                // values that a page gave itself come after the site's own, in their usual order
                ordered.sort(Comparator.comparingInt(value -> {
                    int at = versionsNewestFirst.indexOf(value);
                    return at < 0 ? versionsNewestFirst.size() : at;
                }));
            }
            values.add(List.copyOf(ordered));
            carriers.add(ordered.stream()
                    .map(value -> ofName.get(value).stream()
                            .mapToInt(Integer::intValue)
                            .toArray())
                    .toList());
        });
        return new PageFilters(List.copyOf(filters.keySet()), values, carriers);
    }

    private static void merge(TreeMap<String, TreeSet<String>> target, String name, List<String> values) {
        target.computeIfAbsent(name, unused -> new TreeSet<>()).addAll(values);
    }
}
