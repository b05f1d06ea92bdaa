package io.github.docentsearch.indexer;

import io.github.docentsearch.indexer.IndexReport.SkippedPage;
import io.github.docentsearch.indexer.build.SiteContent;
import io.github.docentsearch.indexer.crawl.CrawlOptions;
import io.github.docentsearch.indexer.crawl.PathPattern;
import io.github.docentsearch.indexer.crawl.SiteCrawler;
import io.github.docentsearch.indexer.crawl.SiteFile;
import io.github.docentsearch.indexer.crawl.SkippedFile;
import io.github.docentsearch.indexer.crawl.SourcePage;
import io.github.docentsearch.indexer.extract.Chunker;
import io.github.docentsearch.indexer.extract.ExtractOptions;
import io.github.docentsearch.indexer.extract.Page;
import io.github.docentsearch.indexer.extract.PageExtractor;
import io.github.docentsearch.indexer.extract.PageSelection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** The first half of the pipeline: crawls a site, extracts its pages and cuts them into chunks. */
final class SiteReader {
    private final IndexerOptions options;
    private final ToIntFunction<String> tokenCounter;
    private final IndexingLog log;

    SiteReader(IndexerOptions options, ToIntFunction<String> tokenCounter, IndexingLog log) {
        this.options = options;
        this.tokenCounter = tokenCounter;
        this.log = log;
    }

    /** What was read, what was not, and all HTML files of the site. */
    record Result(SiteContent content, List<SkippedPage> skipped, List<SiteFile> files) {}

    /** @throws IndexingException if there is no site, no page, or no text */
    Result read() throws IndexingException {
        SiteCrawler crawler = new SiteCrawler(
                options.siteDirectory(),
                new CrawlOptions(
                        options.outputFolder(),
                        options.includes(),
                        options.excludes(),
                        CrawlOptions.DEFAULT_MAX_PAGE_BYTES));
        PageExtractor extractor =
                new PageExtractor(new ExtractOptions(options.contentSelector(), options.excludeSelectors()));
        List<Page> all = new ArrayList<>();
        List<SiteFile> files = crawler.files();
        for (SiteFile file : files) {
            SourcePage source = crawler.read(file);
            if (source != null) {
                all.add(extractor.extract(source));
            }
        }
        TreeSet<SkippedFile> skipped = new TreeSet<>(crawler.skipped());
        if (all.isEmpty()) {
            throw noPages(skipped);
        }
        PageSelection selection = PageSelection.of(all);
        skipped.addAll(selection.skipped());
        SiteContent content = new SiteContent();
        Chunker chunker = new Chunker(options.maxChunkTokens(), tokenCounter);
        for (Page page : selection.pages()) {
            content.add(page, filtersFor(page), chunker);
        }
        if (selection.pages().stream().noneMatch(Page::hasText)) {
            throw new IndexingException(
                    IndexingException.Kind.SITE,
                    "None of the " + all.size() + " pages in " + options.siteDirectory()
                            + " has text to index. If their main content is not recognised, name it with <contentSelector>.");
        }
        for (SkippedFile complaint : crawler.complaints()) {
            log.warn(complaint.path() + ": " + complaint.reason());
        }
        return new Result(
                content,
                skipped.stream()
                        .map(file -> new SkippedPage(file.path(), file.reason()))
                        .toList(),
                files);
    }

    private IndexingException noPages(TreeSet<SkippedFile> skipped) {
        String sentence =
                "There is no HTML page in " + options.siteDirectory() + " that <includes> and <excludes> let through";
        if (!skipped.isEmpty()) {
            SkippedFile first = skipped.first();
            sentence += "; " + skipped.size() + " were skipped, the first, " + first.path() + ", because it "
                    + first.reason();
        }
        return new IndexingException(
                IndexingException.Kind.SITE,
                sentence + ". Build the site first (mvn site), or name its folder with -Ddocent.siteDirectory=...");
    }

    private Map<String, List<String>> filtersFor(Page page) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (IndexerOptions.FilterRule rule : options.filters()) {
            if (new PathPattern(rule.pages()).matches(page.path())) {
                filters.computeIfAbsent(rule.name(), unused -> new ArrayList<>())
                        .add(rule.value());
            }
        }
        return filters;
    }
}
