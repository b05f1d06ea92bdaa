package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.format.ChunkRecord;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.PageFilters;
import io.github.docentsearch.format.PageRecord;
import io.github.docentsearch.indexer.build.SiteContent;
import io.github.docentsearch.indexer.publish.SearchFiles;
import io.github.docentsearch.indexer.publish.SectionList;
import io.github.docentsearch.indexer.publish.SiteReport;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Gathers what the report says of a search that was built, asking it where that needs asking. */
final class SiteReporter {
    /** A page's own title must find it among so many. */
    private static final int FOUND_WITHIN = 3;

    /** More pages than this are not all asked for, but evenly chosen ones: a build should not take minutes for it. */
    private static final int MAX_TITLES_ASKED = 5_000;

    private static final Map<String, Integer> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("vectors", IndexFormat.SECTION_VECTORS);
        PARTS.put("graph", IndexFormat.SECTION_GRAPH);
        PARTS.put("directory of partitions", IndexFormat.SECTION_PARTITION_INDEX);
        PARTS.put("vectors in partitions", IndexFormat.SECTION_PARTITIONS);
        PARTS.put("text", IndexFormat.SECTION_CHUNK_BLOCKS);
        PARTS.put("words", IndexFormat.SECTION_TERM_BLOCKS);
        PARTS.put("directory of words", IndexFormat.SECTION_TERM_INDEX);
        PARTS.put("directory of pages", IndexFormat.SECTION_CHUNK_INDEX);
        PARTS.put("filters", IndexFormat.SECTION_FILTERS);
    }

    private SiteReporter() {}

    /**
     * @param site what was read
     * @param tokenCounter word pieces of a text
     * @param meaning what is known of the vectors; {@code null} if there are none
     * @param files all that readers download
     * @param indexStart bytes at the start of {@code search-index.bin} that every reader needs
     * @param modelStart the same of {@code query-model.bin}
     */
    static SiteReport report(
            SiteReader.Result site,
            ToIntFunction<String> tokenCounter,
            SiteReport.@Nullable Meaning meaning,
            SearchFiles files,
            int indexStart,
            int modelStart) {
        SiteContent content = site.content();
        byte[] index = files.files().get("search-index.bin");
        int[] chunkTokens = new int[content.chunks().size()];
        for (int i = 0; i < chunkTokens.length; i++) {
            chunkTokens[i] = tokenCounter.applyAsInt(content.chunks().get(i).text());
        }
        return new SiteReport(
                version(),
                IndexFormat.VERSION,
                new SiteReport.Contents(
                        content.pages().size(),
                        site.sections(),
                        content.chunks().size(),
                        site.languages(),
                        pagesByFilter(content.filters()),
                        chunkTokens),
                meaning,
                FirstSearchCost.measure(
                        files, indexStart, modelStart, content.pages().get(0).title()),
                parts(index),
                new SiteReport.Findings(
                        site.skippedFiles(),
                        site.complaints(),
                        site.repeated(),
                        site.withoutText(),
                        pagesAskedFor(content),
                        hardToFind(content, index)));
    }

    private static Map<String, Map<String, Integer>> pagesByFilter(PageFilters filters) {
        Map<String, Map<String, Integer>> pages = new LinkedHashMap<>();
        for (int i = 0; i < filters.names().size(); i++) {
            Map<String, Integer> ofName = new LinkedHashMap<>();
            for (int j = 0; j < filters.values().get(i).size(); j++) {
                ofName.put(
                        filters.values().get(i).get(j), filters.pages().get(i).get(j).length);
            }
            pages.put(filters.names().get(i), ofName);
        }
        return pages;
    }

    /** Docent's own version, as its jar says; {@code development} when run from compiled classes. */
    static String version() {
        String version = SiteReporter.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The static list of all sections, by file name. */
    static Map<String, byte[]> sectionList(SiteContent content, String outputFolder, String version) {
        List<SectionList.Entry> entries = new ArrayList<>();
        for (int i = 0; i < content.chunks().size(); i++) {
            if (!content.isFirstOfSection(i)) {
                continue;
            }
            ChunkRecord chunk = content.chunks().get(i);
            PageRecord page = content.pages().get(chunk.page());
            List<String> headings = chunk.headings();
            entries.add(new SectionList.Entry(
                    headings.isEmpty() ? page.title() : headings.get(headings.size() - 1),
                    page.title(),
                    headings.isEmpty() || chunk.anchor().isEmpty() ? page.url() : page.url() + '#' + chunk.anchor()));
        }
        return SectionList.write(entries, outputFolder, version);
    }

    private static List<SiteReport.Part> parts(byte[] index) {
        IndexFile file = IndexFile.open(HeapRegion.of(index), IndexFormat.KIND_INDEX);
        List<SiteReport.Part> parts = new ArrayList<>();
        long rest = index.length;
        for (Map.Entry<String, Integer> part : PARTS.entrySet()) {
            if (file.has(part.getValue())) {
                int size = file.storedSize(part.getValue());
                parts.add(new SiteReport.Part(part.getKey(), size));
                rest -= size;
            }
        }
        parts.add(new SiteReport.Part("head and padding", rest));
        return parts;
    }

    private static int pagesAskedFor(SiteContent content) {
        return Math.min(content.pages().size(), MAX_TITLES_ASKED);
    }

    /** Asks for pages by their own title, in words only: who types a title wants that page, not its like. */
    private static List<SiteReport.HardToFind> hardToFind(SiteContent content, byte[] index) {
        LocalSearch search = new LocalSearch(index, null);
        List<SiteReport.HardToFind> found = new ArrayList<>();
        int pages = content.pages().size();
        int asked = pagesAskedFor(content);
        for (int i = 0; i < asked; i++) {
            PageRecord page = content.pages().get((int) ((long) i * pages / asked));
            Answer answer = search.answer(new Query(page.title(), 10, Query.KEYWORD, List.of()));
            int place = placeOf(page, answer.hits());
            if (place == 0 || place > FOUND_WITHIN) {
                String instead =
                        answer.hits().isEmpty() ? "" : answer.hits().get(0).url();
                found.add(new SiteReport.HardToFind(page.url(), page.title(), place, instead));
            }
        }
        return found;
    }

    /** Where a page stands among the pages of the hits, from 1; 0 if it does not. A page of the same title is as good. */
    private static int placeOf(PageRecord page, List<Hit> hits) {
        List<String> seen = new ArrayList<>();
        for (Hit hit : hits) {
            String url = hit.url().split("#", 2)[0];
            if (!seen.contains(url)) {
                seen.add(url);
            }
            if (url.equals(page.url()) || hit.pageTitle().equals(page.title())) {
                return seen.size();
            }
        }
        return 0;
    }
}
