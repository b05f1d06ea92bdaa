package io.github.docentsearch.indexer;

import io.github.docentsearch.embedder.Workers;
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
import io.github.docentsearch.indexer.extract.VersionFolders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

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

    /**
     * What was read.
     *
     * @param content the pages of the index
     * @param files all HTML files of the site, also those that are not for the index
     * @param skippedFiles what is not in the index, by path
     * @param complaints pages that are, although something is wrong with them
     * @param repeated sections of many pages that are in the index once, see {@link PageSelection}
     * @param withoutText paths of pages with a heading and no words
     * @param sections sections of all pages
     * @param languages pages by language
     */
    record Result(
            SiteContent content,
            List<SiteFile> files,
            List<SkippedFile> skippedFiles,
            List<SkippedFile> complaints,
            List<SkippedFile> repeated,
            List<String> withoutText,
            int sections,
            Map<String, Integer> languages) {

        List<SkippedPage> skipped() {
            return skippedFiles.stream()
                    .map(file -> new SkippedPage(file.path(), file.reason()))
                    .toList();
        }
    }

    /** @throws IndexingException if there is no site, no page, or no text */
    Result read() throws IndexingException, InterruptedException {
        SiteCrawler crawler = new SiteCrawler(
                options.siteDirectory(),
                new CrawlOptions(
                        options.outputFolder(),
                        options.includes(),
                        options.excludes(),
                        CrawlOptions.DEFAULT_MAX_PAGE_BYTES));
        PageExtractor extractor =
                new PageExtractor(new ExtractOptions(options.contentSelector(), options.excludeSelectors()));
        List<SiteFile> allFiles = crawler.allFiles();
        List<SiteFile> files = allFiles.stream().filter(crawler::isWanted).toList();
        TreeSet<SkippedFile> skipped = new TreeSet<>();
        List<Page> all = extract(crawler, files, extractor, skipped);
        skipped.addAll(crawler.skipped());
        if (all.isEmpty()) {
            throw noPages(skipped);
        }
        VersionFolders versions = VersionFolders.of(all.stream().map(Page::path).toList());
        PageSelection selection = PageSelection.of(all, versions);
        skipped.addAll(selection.skipped());
        SiteContent content = new SiteContent();
        Chunker chunker = new Chunker(options.maxChunkTokens(), tokenCounter);
        for (Page page : selection.pages()) {
            content.add(page, filtersFor(page, versions), chunker);
        }
        if (!versions.newestFirst().isEmpty()) {
            List<String> paths = selection.pages().stream().map(Page::path).toList();
            content.setVersions(versions.newestFirst(), versions.newer(paths));
        }
        if (selection.pages().stream().noneMatch(Page::hasText)) {
            throw new IndexingException(
                    IndexingException.Kind.SITE,
                    "None of the " + all.size() + " pages in " + options.siteDirectory()
                            + " has text to index. If their main content is not recognised, name it with <contentSelector>.");
        }
        for (SkippedFile complaint : crawler.complaints()) {
            log.warn(complaint.path() + " " + complaint.reason());
        }
        for (SkippedFile unread : crawler.skipped()) {
            log.warn(unread.path() + " " + unread.reason() + "; it is left out");
        }
        for (SkippedFile unwanted : selection.skipped()) {
            log.debug(unwanted.path() + " " + unwanted.reason() + "; it is left out");
        }
        for (SkippedFile section : selection.repeated()) {
            log.debug("The section " + section.reason() + " is found on " + section.path() + " alone");
        }
        List<String> withoutText = new ArrayList<>();
        Map<String, Integer> languages = new HashMap<>();
        int sections = 0;
        for (Page page : selection.pages()) {
            sections += page.sectionCount();
            languages.merge(page.language(), 1, Integer::sum);
            if (!page.hasText()) {
                withoutText.add(page.path());
            }
        }
        return new Result(
                content,
                allFiles,
                List.copyOf(skipped),
                crawler.complaints(),
                selection.repeated(),
                withoutText,
                sections,
                languages);
    }

    /** Reads the files on all threads; the pages come in the order of the files. */
    private List<Page> extract(
            SiteCrawler crawler, List<SiteFile> files, PageExtractor extractor, TreeSet<SkippedFile> skipped)
            throws InterruptedException {
        @Nullable Page[] pages = new Page[files.size()];
        @Nullable SkippedFile[] crashed = new SkippedFile[files.size()];
        try (Workers workers = new Workers("docent-pages", options.threads())) {
            workers.run(files.size(), 1, (from, to) -> {
                SiteFile file = files.get(from);
                try {
                    SourcePage source = crawler.read(file);
                    pages[from] = source == null ? null : extractor.extract(source);
                } catch (RuntimeException | StackOverflowError e) {
                    crashed[from] =
                            new SkippedFile(file.path(), "cannot be understood (" + e + "); please report this page");
                }
            });
        }
        for (SkippedFile page : crashed) {
            if (page != null) {
                skipped.add(page);
                log.warn(page.path() + " " + page.reason() + "; it is left out");
            }
        }
        return Arrays.stream(pages).filter(Objects::nonNull).toList();
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

    private Map<String, List<String>> filtersFor(Page page, VersionFolders versions) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (IndexerOptions.FilterRule rule : options.filters()) {
            if (new PathPattern(rule.pages()).matches(page.path())) {
                filters.computeIfAbsent(rule.name(), unused -> new ArrayList<>())
                        .add(rule.value());
            }
        }
        addUnlessGiven(page, "version", versions.versionOf(page.path()), filters);
        addUnlessGiven(page, "module", moduleOf(page.path()), filters);
        return filters;
    }

    private static void addUnlessGiven(Page page, String name, String value, Map<String, List<String>> filters) {
        if (!value.isEmpty() && !page.filters().containsKey(name)) {
            filters.putIfAbsent(name, List.of(value));
        }
    }

    /** The name of the module in whose folder a page lies, the deepest if several; empty if in none. */
    private String moduleOf(String path) {
        String folder = path;
        while (!folder.isEmpty()) {
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
            String name = options.modules().get(folder);
            if (name != null) {
                return name;
            }
        }
        return "";
    }
}
