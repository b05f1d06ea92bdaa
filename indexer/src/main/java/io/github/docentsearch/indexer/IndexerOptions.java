package io.github.docentsearch.indexer;

import io.github.docentsearch.indexer.build.VectorLayout;
import io.github.docentsearch.indexer.extract.CssSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Everything {@code SiteIndexer} can be told about one run. Immutable; made by {@link #forSite(Path)}, checked once in
 * {@link Builder#build()}, so that no later stage meets a value out of range. The defaults suit most sites.
 */
public final class IndexerOptions {
    /** Word pieces kept for what stands before a chunk's text, its page's title and headings, and for the two around it all. */
    static final int HEADING_TOKENS = 76;

    /** The models of the family read 512 word pieces. */
    public static final int MAX_CHUNK_TOKENS = 512 - HEADING_TOKENS;

    private final Path siteDirectory;
    private final String outputFolder;
    private final List<String> includes;
    private final List<String> excludes;
    private final @Nullable String contentSelector;
    private final List<String> excludeSelectors;
    private final @Nullable Path model;
    private final int maxChunkTokens;
    private final Hnsw hnsw;
    private final VectorEncoding vectorEncoding;
    private final int maxWholeVectorsKb;
    private final QueryEncoder queryEncoder;
    private final SearchBox searchBox;
    private final boolean worksFromDisk;
    private final boolean printIntegrity;
    private final @Nullable Path cacheDirectory;
    private final int threads;
    private final Budgets budgets;
    private final List<FilterRule> filters;
    private final Map<String, String> modules;
    private final List<SearchTest> searchTests;

    private IndexerOptions(Builder builder) {
        siteDirectory = builder.siteDirectory;
        outputFolder = builder.outputFolder;
        includes = List.copyOf(builder.includes);
        excludes = List.copyOf(builder.excludes);
        contentSelector = builder.contentSelector;
        excludeSelectors = List.copyOf(builder.excludeSelectors);
        model = builder.model;
        maxChunkTokens = builder.maxChunkTokens;
        hnsw = builder.hnsw;
        vectorEncoding = builder.vectorEncoding;
        maxWholeVectorsKb = builder.maxWholeVectorsKb;
        queryEncoder = builder.queryEncoder;
        searchBox = builder.searchBox;
        worksFromDisk = builder.worksFromDisk;
        printIntegrity = builder.printIntegrity;
        cacheDirectory = builder.cacheDirectory;
        threads = builder.threads;
        budgets = builder.budgets;
        filters = List.copyOf(builder.filters);
        modules = Map.copyOf(builder.modules);
        searchTests = List.copyOf(builder.searchTests);
    }

    /** Options for the site whose root, the folder that holds its {@code index.html}, is {@code siteDirectory}. */
    public static Builder forSite(Path siteDirectory) {
        return new Builder(siteDirectory);
    }

    /** Root of the built site. */
    public Path siteDirectory() {
        return siteDirectory;
    }

    /** Folder below the root that receives the search, for example {@code search}; may have several segments. */
    public String outputFolder() {
        return outputFolder;
    }

    /** Globs of the pages to read, relative to the root with {@code /}; empty: every HTML file. */
    public List<String> includes() {
        return includes;
    }

    /** Globs of pages to leave out, relative to the root with {@code /}; wins over {@link #includes()}. */
    public List<String> excludes() {
        return excludes;
    }

    /** CSS selector of a page's main content; null lets the indexer recognise it. */
    public @Nullable String contentSelector() {
        return contentSelector;
    }

    /** CSS selectors of elements whose text is not indexed. */
    public List<String> excludeSelectors() {
        return excludeSelectors;
    }

    /**
     * Folder, jar or zip file with {@code model.onnx} and {@code tokenizer.json} or {@code vocab.txt}; null takes the bundled
     * MiniLM.
     */
    public @Nullable Path model() {
        return model;
    }

    /** Longest chunk in word pieces, its headings not counted, from 32 to {@link #MAX_CHUNK_TOKENS}. */
    public int maxChunkTokens() {
        return maxChunkTokens;
    }

    public Hnsw hnsw() {
        return hnsw;
    }

    /** How page vectors are stored. */
    public VectorEncoding vectorEncoding() {
        return vectorEncoding;
    }

    /** Vectors that take more than so many units of 1,000 bytes are fetched in partitions as queries need them, not as a whole. */
    public int maxWholeVectorsKb() {
        return maxWholeVectorsKb;
    }

    /** What turns the reader's words into a vector. */
    public QueryEncoder queryEncoder() {
        return queryEncoder;
    }

    public SearchBox searchBox() {
        return searchBox;
    }

    /** Whether a copy that works on {@code file://} is written too. */
    public boolean worksFromDisk() {
        return worksFromDisk;
    }

    /** Whether to log the hash of each script, for {@code integrity} attributes. */
    public boolean printIntegrity() {
        return printIntegrity;
    }

    /** Where embedded vectors are kept between builds; null keeps none. */
    public @Nullable Path cacheDirectory() {
        return cacheDirectory;
    }

    /** Threads for embedding and for the graph, at least 1. */
    public int threads() {
        return threads;
    }

    public Budgets budgets() {
        return budgets;
    }

    /** Filters given to pages by their path, in order; later rules add to earlier ones. */
    public List<FilterRule> filters() {
        return filters;
    }

    /**
     * Names of the modules whose sites make up this one, by their folder below the root; the root's own is {@code ""}. A page
     * gets the filter {@code module} with the name of the deepest folder around it, unless it has that filter already.
     */
    public Map<String, String> modules() {
        return modules;
    }

    /** Queries whose answers are checked after the index is built. */
    public List<SearchTest> searchTests() {
        return searchTests;
    }

    /**
     * The graph's parameters, in the words of the HNSW paper.
     *
     * @param m neighbours per node above level 0 and half of those on level 0, from 4 to 64
     * @param efConstruction candidates kept while a node is inserted, from {@code m} to 2,000
     * @param efSearch candidates kept while searching, from 10 to 2,000
     * @param seed of the levels and of the order of insertion, any integer; the same seed gives the same graph
     */
    public record Hnsw(int m, int efConstruction, int efSearch, int seed) {
        public static final Hnsw DEFAULT = new Hnsw(12, 128, 80, 42);
    }

    /** How page vectors are stored, from the most to the least exact. */
    public enum VectorEncoding {
        /** 8 bits a dimension. */
        INT8,
        /** 5 bits a dimension: the fewest with which a scan of 10,000 real vectors kept recall@10 above 0.97. */
        INT5,
        /** 4 bits a dimension. */
        INT4,
        /** 1 bit a dimension to find candidates, 8 bits to score these: large and near to exact. */
        BIT1;

        /** @throws IndexingException if {@code name} is none of the constants; case does not matter */
        public static VectorEncoding named(String name) throws IndexingException {
            return IndexerOptions.named("vectorEncoding", VectorEncoding.class, name);
        }
    }

    /** What turns the reader's words into a vector in the browser. */
    public enum QueryEncoder {
        /** A table of one vector per word piece, fitted to the site: small and at once. */
        STATIC,
        /** The static table first, the transformer when idle. */
        BOTH,
        /** The model that embedded the pages. */
        TRANSFORMER,
        /** No search by meaning: keywords only, no vectors written. */
        NONE;

        /** @throws IndexingException if {@code name} is none of the constants; case does not matter */
        public static QueryEncoder named(String name) throws IndexingException {
            return IndexerOptions.named("queryEncoder", QueryEncoder.class, name);
        }
    }

    /**
     * The drop-in search box.
     *
     * @param inject whether the pages are given the box; if not, the site's own template includes it
     * @param placement where its button goes: {@code auto} (where the page's own search form would be, else floating),
     *     {@code floating}, {@code none}, or a CSS selector of the element that receives it
     * @param shortcuts keys that open it, such as {@code mod+k} (Ctrl or Command) and {@code /}; empty for none
     * @param locale BCP 47 tag of its strings; null follows each page's {@code lang}
     */
    public record SearchBox(
            boolean inject,
            String placement,
            List<String> shortcuts,
            @Nullable String locale) {
        public static final SearchBox DEFAULT = new SearchBox(true, "auto", List.of("mod+k", "/"), null);

        public SearchBox {
            shortcuts = given(shortcuts);
        }
    }

    /**
     * Limits that fail the build when passed; 0 stands for no limit.
     *
     * @param maxEngineKb engine with its JavaScript, gzipped, in units of 1,024 bytes
     * @param maxIndexKb {@code search-index.bin} in units of 1,024 bytes
     * @param maxFirstSearchKb bytes of a first answer by meaning, cold, scripts included, in units of 1,024 bytes; of one by
     *     words if there is no query encoder
     * @param minRecall recall@10 against exact float32 search, from 0 to 1
     */
    public record Budgets(int maxEngineKb, int maxIndexKb, int maxFirstSearchKb, double minRecall) {
        public static final Budgets NONE = new Budgets(0, 0, 0, 0);
    }

    /**
     * Gives a filter to every page whose path matches.
     *
     * @param pages glob relative to the site's root, for example {@code apidocs/**}
     * @param name the filter's name, for example {@code kind}
     * @param value its value, for example {@code API}
     */
    public record FilterRule(String pages, String name, String value) {}

    /**
     * One question with the answer that the site owes.
     *
     * @param query what the reader types
     * @param page path of the page that must be among the first, with or without {@code #anchor}, plain or percent-encoded;
     *     null: nothing may be found
     * @param within how many hits count as "among the first", from 1 to 100
     */
    public record SearchTest(String query, @Nullable String page, int within) {}

    /** Without those that are blank: they come from an empty property or element, which means none. */
    private static List<String> given(List<@Nullable String> values) {
        return values.stream()
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .toList();
    }

    private static <E extends Enum<E>> E named(String parameter, Class<E> type, String name) throws IndexingException {
        StringJoiner known = new StringJoiner(", ");
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(name)) {
                return constant;
            }
            known.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw IndexingException.badParameter(parameter, "'" + name + "' is none of " + known);
    }

    /** Gathers options; {@link #build()} checks them. */
    public static final class Builder {
        private static final Set<String> RESERVED = Set.of("", ".", "..");

        private final Path siteDirectory;
        private String outputFolder = "search";
        private List<String> includes = List.of();
        private List<String> excludes = List.of();
        private @Nullable String contentSelector;
        private List<String> excludeSelectors = List.of();
        private @Nullable Path model;
        private int maxChunkTokens = 180;
        private Hnsw hnsw = Hnsw.DEFAULT;
        private VectorEncoding vectorEncoding = VectorEncoding.INT5;
        private int maxWholeVectorsKb = VectorLayout.DEFAULT_MAX_WHOLE_BYTES / 1000;
        private QueryEncoder queryEncoder = QueryEncoder.STATIC;
        private SearchBox searchBox = SearchBox.DEFAULT;
        private boolean worksFromDisk = true;
        private boolean printIntegrity;
        private @Nullable Path cacheDirectory;
        private int threads = Runtime.getRuntime().availableProcessors();
        private Budgets budgets = Budgets.NONE;
        private List<FilterRule> filters = List.of();
        private Map<String, String> modules = Map.of();
        private List<SearchTest> searchTests = List.of();

        private Builder(Path siteDirectory) {
            this.siteDirectory = siteDirectory;
        }

        public Builder outputFolder(String value) {
            outputFolder = value;
            return this;
        }

        /** Blank ones count for nothing, here and in the other lists: they come from empty elements. */
        public Builder includes(List<String> value) {
            includes = given(value);
            return this;
        }

        public Builder excludes(List<String> value) {
            excludes = given(value);
            return this;
        }

        public Builder contentSelector(@Nullable String value) {
            contentSelector = value;
            return this;
        }

        public Builder excludeSelectors(List<String> value) {
            excludeSelectors = given(value);
            return this;
        }

        public Builder model(@Nullable Path value) {
            model = value;
            return this;
        }

        public Builder maxChunkTokens(int value) {
            maxChunkTokens = value;
            return this;
        }

        public Builder hnsw(Hnsw value) {
            hnsw = value;
            return this;
        }

        public Builder vectorEncoding(VectorEncoding value) {
            vectorEncoding = value;
            return this;
        }

        public Builder maxWholeVectorsKb(int value) {
            maxWholeVectorsKb = value;
            return this;
        }

        public Builder queryEncoder(QueryEncoder value) {
            queryEncoder = value;
            return this;
        }

        public Builder searchBox(SearchBox value) {
            searchBox = value;
            return this;
        }

        public Builder worksFromDisk(boolean value) {
            worksFromDisk = value;
            return this;
        }

        public Builder printIntegrity(boolean value) {
            printIntegrity = value;
            return this;
        }

        public Builder cacheDirectory(@Nullable Path value) {
            cacheDirectory = value;
            return this;
        }

        /** 0 takes one thread per processor. */
        public Builder threads(int value) {
            threads = value == 0 ? Runtime.getRuntime().availableProcessors() : value;
            return this;
        }

        public Builder budgets(Budgets value) {
            budgets = value;
            return this;
        }

        public Builder filters(List<FilterRule> value) {
            filters = value;
            return this;
        }

        public Builder modules(Map<String, String> value) {
            modules = value;
            return this;
        }

        public Builder searchTests(List<SearchTest> value) {
            searchTests = value;
            return this;
        }

        /** @throws IndexingException if a value is out of range, naming the parameter, the value and the range */
        public IndexerOptions build() throws IndexingException {
            checkOutputFolder();
            within("maxChunkTokens", maxChunkTokens, 32, MAX_CHUNK_TOKENS);
            within("hnsw.m", hnsw.m, 4, 64);
            within("hnsw.efConstruction", hnsw.efConstruction, hnsw.m, 2_000);
            within("hnsw.efSearch", hnsw.efSearch, 10, 2_000);
            within("maxWholeVectorsKb", maxWholeVectorsKb, 0, Integer.MAX_VALUE / 1000);
            within("threads", threads, 1, 1_024);
            within("budgets.maxEngineKb", budgets.maxEngineKb, 0, Integer.MAX_VALUE);
            within("budgets.maxIndexKb", budgets.maxIndexKb, 0, Integer.MAX_VALUE);
            within("budgets.maxFirstSearchKb", budgets.maxFirstSearchKb, 0, Integer.MAX_VALUE);
            if (!(budgets.minRecall >= 0 && budgets.minRecall <= 1)) {
                throw badParameter("budgets.minRecall", budgets.minRecall + " is not between 0 and 1");
            }
            if (budgets.minRecall > 0 && queryEncoder == QueryEncoder.NONE) {
                throw badParameter(
                        "budgets.minRecall", "recall is measured of a search by meaning, and <queryEncoder> is none");
            }
            if (model != null && !Files.exists(model)) {
                throw badParameter("model", "there is no folder or archive " + model);
            }
            if (searchBox.placement.isBlank()) {
                throw badParameter("searchBox.placement", "give auto, floating, none, or a CSS selector");
            }
            CssSelector.check("searchBox.placement", searchBox.placement);
            for (SearchTest test : searchTests) {
                if (test.query.isBlank()) {
                    throw badParameter("searchTests", "a test has no query");
                }
                within("searchTests.within", test.within, 1, 100);
            }
            for (FilterRule rule : filters) {
                if (rule.pages.isBlank() || rule.name.isBlank() || rule.value.isBlank()) {
                    throw badParameter("filters", "a filter needs pages, name and value; found " + rule);
                }
            }
            return new IndexerOptions(this);
        }

        private void checkOutputFolder() throws IndexingException {
            if (outputFolder.indexOf('\\') >= 0 || outputFolder.startsWith("/") || outputFolder.indexOf(':') >= 0) {
                throw badParameter("outputFolder", "'" + outputFolder + "' is not a folder below the site's root");
            }
            for (String segment : outputFolder.split("/", -1)) {
                if (RESERVED.contains(segment)) {
                    throw badParameter("outputFolder", "'" + outputFolder + "' is not a folder below the site's root");
                }
            }
        }

        private static void within(String parameter, int value, int min, int max) throws IndexingException {
            if (value < min || value > max) {
                throw badParameter(parameter, value + " is not between " + min + " and " + max);
            }
        }

        private static IndexingException badParameter(String parameter, String sentence) {
            return IndexingException.badParameter(parameter, sentence);
        }
    }
}
