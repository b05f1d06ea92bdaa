package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexReport;
import io.github.docentsearch.indexer.IndexerOptions;
import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.indexer.IndexerOptions.SearchTest;
import io.github.docentsearch.indexer.IndexerOptions.VectorEncoding;
import io.github.docentsearch.indexer.IndexingException;
import io.github.docentsearch.indexer.SearchTestFile;
import io.github.docentsearch.indexer.SiteIndexer;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** What the goals that write a search have in common: all parameters but the site's folder, and the run itself. */
abstract sealed class WriteSearchMojo extends AbstractMojo permits GenerateSearchMojo, AggregateSearchMojo {
    /**
     * Folder below the site's root that receives the search; may have several segments, separated by slashes. A folder that
     * holds anything but a search of Docent's is refused.
     */
    @Parameter(property = "docent.outputFolder", defaultValue = "search")
    private String outputFolder;

    /** Globs of the pages to read, relative to the site's root; files that end in .html, .htm or .xhtml if none. */
    @Parameter(property = "docent.includes")
    private List<String> includes = List.of();

    /** Globs of pages to leave out, relative to the site's root. */
    @Parameter(property = "docent.excludes")
    private List<String> excludes = List.of();

    /** CSS selector of a page's main content; recognised by Docent if not given. */
    @Parameter(property = "docent.contentSelector")
    private @Nullable String contentSelector;

    /** CSS selectors of elements whose text is not indexed. */
    @Parameter(property = "docent.excludeSelectors")
    private List<String> excludeSelectors = List.of();

    /**
     * Another sentence model: a folder or jar with model.onnx and tokenizer.json or vocab.txt, or the coordinates of such a
     * jar, groupId:artifactId:version. Bundled MiniLM if not given.
     */
    @Parameter(property = "docent.model")
    private @Nullable String model;

    /** Longest chunk in word pieces, from 32 to 436; longer sections are split between blocks. */
    @Parameter(property = "docent.maxChunkTokens", defaultValue = "180")
    private int maxChunkTokens;

    /**
     * The graph: m from 4 to 64, efConstruction from m to 2000, efSearch from 10 to 2000, and the seed. On the command line
     * for example -Ddocent.hnsw.efSearch=100.
     */
    @Parameter
    private HnswParameters hnsw = new HnswParameters();

    /** How page vectors are stored, int8, int5, int4, or bit1 (1 bit to find candidates, 8 to score them). */
    @Parameter(property = "docent.vectorEncoding", defaultValue = "int5")
    private String vectorEncoding;

    /**
     * Page vectors that take more than so many units of 1,000 bytes lie in partitions, of which a browser fetches those near to
     * the query. Fewer bytes for the first answers, more requests.
     */
    @Parameter(property = "docent.maxWholeVectorsKb", defaultValue = "3000")
    private int maxWholeVectorsKb;

    /**
     * What turns the reader's words into a vector in the browser: static (a table fitted to the site), transformer (the
     * model itself), both, or none for keywords only.
     */
    @Parameter(property = "docent.queryEncoder", defaultValue = "static")
    private String queryEncoder;

    /**
     * The box that pages are given: inject (true or false), placement, shortcuts, locale. On the command line for example
     * -Ddocent.searchBox.placement=floating.
     */
    @Parameter
    private SearchBoxParameters searchBox = new SearchBoxParameters();

    /** Whether to write a copy of the search that works when the site is opened from disk (file://). */
    @Parameter(property = "docent.worksFromDisk", defaultValue = "true")
    private boolean worksFromDisk;

    /** Whether to print the hash of each script, as an integrity attribute has it. */
    @Parameter(property = "docent.printIntegrity", defaultValue = "false")
    private boolean printIntegrity;

    /** Folder where vectors are kept between builds, by content; shared by all modules of a build. */
    @Parameter(property = "docent.cacheDirectory", defaultValue = "${maven.multiModuleProjectDirectory}/.docent")
    private File cacheDirectory;

    /** Threads for embedding and for the graph, from 1 to 1024; 0 takes one for each processor. */
    @Parameter(property = "docent.threads", defaultValue = "0")
    private int threads;

    /**
     * Limits that fail the build when passed: maxEngineKb (gzipped), maxIndexKb, maxFirstSearchKb, each in units of 1,024
     * bytes, and minRecall, from 0 to 1. 0 stands for no limit. On the command line for example
     * -Ddocent.budgets.minRecall=0.95.
     */
    @Parameter
    private BudgetParameters budgets = new BudgetParameters();

    /** Filters given to pages by their path: each with pages (a glob), name and value. */
    @Parameter
    private List<FilterParameters> filters = List.of();

    /**
     * Questions that the search owes an answer: each with query, page (its path, with or without #anchor; none: nothing may
     * be found) and within (how many hits count, from 1 to 100, 3 if not given). The build fails if one is not met.
     */
    @Parameter
    private List<SearchTestParameters> searchTests = List.of();

    /** YAML file with further search tests: a list whose entries have query, page and within. */
    @Parameter(property = "docent.searchTestsFile")
    private @Nullable File searchTestsFile;

    /** Does nothing if true. */
    @Parameter(property = "docent.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true)
    private @Nullable MavenSession session;

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
    private List<RemoteRepository> remoteRepositories = List.of();

    @Parameter(defaultValue = "${basedir}", readonly = true)
    private File baseDirectory;

    @Inject
    private @Nullable RepositorySystem repositories;

    /** Root of the site. */
    abstract File siteDirectory();

    /** Names of the modules in the site, by folder; none: it is of one module. */
    Map<String, String> modules() {
        return Map.of();
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Docent is skipped (docent.skip).");
            return;
        }
        try {
            IndexReport report = SiteIndexer.index(options(), MavenLog.of(getLog(), isInteractive()));
            getLog().info(ReportLines.summary(report));
            getLog().info("Open " + ReportLines.address(siteDirectory()));
        } catch (IndexingException e) {
            BuildEnd.fail(e);
        }
    }

    IndexerOptions options() throws IndexingException {
        CommandLine line = new CommandLine(session == null ? new Properties() : session.getUserProperties());
        return IndexerOptions.forSite(siteDirectory().toPath())
                .outputFolder(outputFolder)
                .includes(includes)
                .excludes(excludes)
                .contentSelector(contentSelector)
                .excludeSelectors(excludeSelectors)
                .model(model())
                .maxChunkTokens(maxChunkTokens)
                .hnsw(hnsw.toOptions(line))
                .vectorEncoding(VectorEncoding.named(vectorEncoding))
                .maxWholeVectorsKb(maxWholeVectorsKb)
                .queryEncoder(QueryEncoder.named(queryEncoder))
                .searchBox(searchBox.toOptions(line))
                .worksFromDisk(worksFromDisk)
                .printIntegrity(printIntegrity)
                .cacheDirectory(cacheDirectory.toPath())
                .threads(threads)
                .budgets(budgets.toOptions(line))
                .filters(filters.stream().map(FilterParameters::toOptions).toList())
                .modules(modules())
                .searchTests(allSearchTests())
                .build();
    }

    private @Nullable Path model() throws IndexingException {
        if (model == null) {
            return null;
        }
        return ModelLocation.isCoordinates(model)
                ? ModelLocation.resolve(model, repositories, session.getRepositorySession(), remoteRepositories)
                : ModelLocation.path(model, baseDirectory.toPath());
    }

    private boolean isInteractive() {
        return session != null && session.getRequest().isInteractiveMode();
    }

    private List<SearchTest> allSearchTests() throws IndexingException {
        List<SearchTest> tests = new ArrayList<>(
                searchTests.stream().map(SearchTestParameters::toOptions).toList());
        if (searchTestsFile != null) {
            tests.addAll(SearchTestFile.read(searchTestsFile.toPath()));
        }
        return tests;
    }
}
