package io.github.docentsearch.indexer.eval;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.github.docentsearch.embedder.DocumentEmbedder;
import io.github.docentsearch.embedder.OnnxTextEmbedder;
import io.github.docentsearch.embedder.QueryModelBuilder;
import io.github.docentsearch.embedder.SentenceModel;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.indexer.IndexReport;
import io.github.docentsearch.indexer.IndexerOptions;
import io.github.docentsearch.indexer.IndexingException;
import io.github.docentsearch.indexer.IndexingLog;
import io.github.docentsearch.indexer.LocalSearch;
import io.github.docentsearch.indexer.SiteIndexer;
import io.github.docentsearch.indexer.build.Deflate;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures relevance on judged queries. Run it with
 *
 * <pre>
 * mvn -Peval -pl indexer -am -DskipTests verify -Deval.sites=FOLDER -Deval.queries=FOLDER [-Deval.corpora=git,python]
 *     [-Deval.encoder=float32,int8,transformer,static]
 * </pre>
 *
 * <p>{@code eval.encoder} is a {@code queryEncoder} ({@code transformer} if not given), or one of two that no browser runs:
 * {@code float32}, ONNX Runtime itself, and {@code int8}, the transformer at 8 bits with the whole vocabulary; or several,
 * with commas between. A site is built anew only where its index differs.
 *
 * <p>{@code eval.sites} has a folder of built HTML for each corpus, {@code eval.queries} a file {@code CORPUS.jsonl} for each
 * (see {@link JudgedQuery}) and, for the measure by section, {@code anchors.json}: for each corpus, page and id the number of
 * the section that the id stands in. The HTML is copied to {@code target/eval} and indexed there; vectors are kept in
 * {@code eval.cache}. Beside the table, which goes to standard output and {@code target/eval/table.txt}, one run file a
 * corpus and mode is written: query, {@code Q0}, page and anchor, rank, score, mode.
 */
public final class Evaluate {
    private static final List<String> MODES = List.of("hybrid", "keyword", "semantic");
    private static final int LIMIT = 50;

    private final Path work;
    private static final TypeToken<Map<String, Map<String, AnchorOwners>>> ANCHORS = new TypeToken<>() {};

    private final Map<String, Map<String, AnchorOwners>> anchors;
    private final StringBuilder table = new StringBuilder();

    /** By encoder; within, as they are printed. */
    private final Map<String, Map<String, Map<String, Measure>>> pooled = new LinkedHashMap<>();

    private Evaluate(Path work, Map<String, Map<String, AnchorOwners>> anchors) {
        this.work = work;
        this.anchors = anchors;
    }

    /** @param arguments folder of sites, folder of queries, folder to work in, folder of cached vectors, corpora, encoders */
    public static void main(String[] arguments) throws IOException, IndexingException, InterruptedException {
        if (arguments.length != 6) {
            throw new IllegalArgumentException("Expected: sites queries work cache corpora encoder");
        }
        Path sites = folder("eval.sites", arguments[0]);
        Path queries = folder("eval.queries", arguments[1]);
        Path work = Files.createDirectories(Path.of(arguments[2]));
        Path owners = queries.resolve("anchors.json");
        Evaluate evaluation = new Evaluate(
                work, Files.exists(owners) ? new Gson().fromJson(Files.readString(owners), ANCHORS) : Map.of());
        List<String> corpora = arguments[4].equals("all") ? corporaOf(queries) : List.of(arguments[4].split(","));
        for (String corpus : corpora) {
            Path site = folder("eval.sites", sites.resolve(corpus).toString());
            List<JudgedQuery> judged = JudgedQuery.read(queries.resolve(corpus + ".jsonl"));
            IndexerOptions.QueryEncoder built = null;
            for (String encoder : arguments[5].split(",")) {
                IndexerOptions.QueryEncoder needed = List.of("float32", "int8").contains(encoder)
                        ? IndexerOptions.QueryEncoder.TRANSFORMER
                        : IndexerOptions.QueryEncoder.named(encoder);
                if (needed != built) {
                    evaluation.build(corpus, site, Path.of(arguments[3]), needed);
                    built = needed;
                }
                evaluation.run(corpus, encoder, evaluation.open(corpus, encoder), judged);
            }
        }
        for (String encoder : evaluation.pooled.keySet()) {
            evaluation.print("all " + encoder, evaluation.pooled.get(encoder));
        }
        Files.writeString(work.resolve("table.txt"), evaluation.table);
    }

    private static Path folder(String property, String path) {
        if (path.isEmpty() || !Files.isDirectory(Path.of(path))) {
            throw new IllegalArgumentException(
                    "There is no folder '" + path + "': name one with -D" + property + "=...");
        }
        return Path.of(path);
    }

    private static List<String> corporaOf(Path queries) throws IOException {
        try (Stream<Path> files = Files.list(queries)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .map(name -> name.substring(0, name.length() - ".jsonl".length()))
                    .sorted()
                    .toList();
        }
    }

    /** A search, and what must be done before it is asked. */
    private record Asked(LocalSearch search, Consumer<String> before) {
        Answer answer(Query query) {
            before.accept(query.text());
            return search.answer(query);
        }
    }

    private void build(String corpus, Path site, Path cache, IndexerOptions.QueryEncoder encoder)
            throws IOException, IndexingException {
        Path copy = work.resolve(corpus);
        copyPages(site, copy);
        IndexerOptions.SearchBox noBox = new IndexerOptions.SearchBox(false, "auto", List.of(), null);
        IndexReport report = SiteIndexer.index(
                IndexerOptions.forSite(copy)
                        .searchBox(noBox)
                        .cacheDirectory(cache)
                        .queryEncoder(encoder)
                        .build(),
                new ConsoleLog());
        line(corpus + ": " + report);
    }

    private Asked open(String corpus, String encoder) throws IOException, InterruptedException {
        Path folder = work.resolve(corpus).resolve("search");
        byte[] index = Files.readAllBytes(folder.resolve("search-index.bin"));
        if (encoder.equals("int8")) {
            IndexFileWriter model = new IndexFileWriter(IndexFormat.KIND_MODEL, Deflate::compress);
            QueryModelBuilder.addFinest(SentenceModel.bundled(), model);
            return new Asked(new LocalSearch(index, model.toByteArray()), text -> {});
        }
        if (encoder.equals("float32")) {
            GivenVector kernels = new GivenVector();
            DocumentEmbedder onnx = new OnnxTextEmbedder(SentenceModel.bundled()).forQueries();
            byte[] model = Files.readAllBytes(folder.resolve("query-model.bin"));
            return new Asked(new LocalSearch(index, model, kernels), text -> kernels.set(onnx.embedQuery(text)));
        }
        return new Asked(LocalSearch.open(folder), text -> {});
    }

    private static void copyPages(Path site, Path target) throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(site)) {
            pages = files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".html") || file.toString().endsWith(".htm"))
                    .toList();
        }
        for (Path page : pages) {
            Path copy = target.resolve(site.relativize(page).toString());
            if (!Files.exists(copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(page, copy);
            }
        }
    }

    private void run(String corpus, String encoder, Asked asked, List<JudgedQuery> queries) throws IOException {
        Map<String, Map<String, Measure>> measures = new TreeMap<>();
        for (int mode = 0; mode < MODES.size(); mode++) {
            String name = MODES.get(mode);
            if (mode == Query.SEMANTIC && !asked.search().engine().hasMeaning()) {
                continue;
            }
            List<String> lines = new ArrayList<>();
            for (JudgedQuery query : queries) {
                List<Hit> hits = asked.answer(new Query(query.query(), LIMIT, mode, List.of()))
                        .hits();
                for (int rank = 0; rank < hits.size(); rank++) {
                    Hit hit = hits.get(rank);
                    lines.add(query.id() + " Q0 " + hit.url() + " " + (rank + 1) + " " + hit.score() + " " + name);
                }
                measure(corpus, name, query, hits, measures);
                measure(corpus, name, query, hits, pooled.computeIfAbsent(encoder, unused -> new TreeMap<>()));
            }
            Files.write(work.resolve(corpus + "." + encoder + "." + name + ".run"), lines);
        }
        print(corpus + " " + encoder, measures);
    }

    private void measure(
            String corpus, String mode, JudgedQuery query, List<Hit> hits, Map<String, Map<String, Measure>> target) {
        List<String> pages = new ArrayList<>();
        List<String> sections = new ArrayList<>();
        for (Hit hit : hits) {
            int hash = hit.url().indexOf('#');
            String page = decode(hash < 0 ? hit.url() : hit.url().substring(0, hash));
            pages.add(page);
            sections.add(
                    section(corpus, page, hash < 0 ? null : decode(hit.url().substring(hash + 1))));
        }
        Map<String, Integer> pageGrades = new HashMap<>();
        Map<String, Integer> sectionGrades = new HashMap<>();
        for (JudgedQuery.Relevant relevant : query.relevant()) {
            pageGrades.merge(relevant.path(), relevant.grade(), Math::max);
            if (relevant.anchor() != null) {
                sectionGrades.merge(section(corpus, relevant.path(), relevant.anchor()), relevant.grade(), Math::max);
            }
        }
        measureOf(target, "page", mode, query.kind()).add(pages, pageGrades);
        measureOf(target, "page", mode, "(all)").add(pages, pageGrades);
        if (!sectionGrades.isEmpty() && anchors.containsKey(corpus)) {
            measureOf(target, "section", mode, query.kind()).add(sections, sectionGrades);
        }
    }

    private static Measure measureOf(Map<String, Map<String, Measure>> target, String level, String mode, String kind) {
        return target.computeIfAbsent(level + " " + kind, unused -> new LinkedHashMap<>())
                .computeIfAbsent(mode, unused -> new Measure());
    }

    /** The page and the number of the section that the anchor stands in; 0 for the page's top, -1 where it is not known. */
    private String section(String corpus, String page, @Nullable String anchor) {
        AnchorOwners owners = anchors.getOrDefault(corpus, Map.of()).get(page);
        return page + "#"
                + (anchor == null || owners == null ? 0 : owners.owner().getOrDefault(anchor, -1));
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private void print(String corpus, Map<String, Map<String, Measure>> measures) {
        line(String.format("%n%-22s %-20s %-9s queries  s@1     s@5     MRR@10  nDCG@10", corpus, "", ""));
        measures.forEach((name, modes) -> {
            modes.forEach((mode, measure) -> line(String.format("%-22s %-20s %-9s %s", corpus, name, mode, measure)));
            line(String.format(
                    "%-22s %-20s hybrid against keyword: %s",
                    corpus, name, modes.get("hybrid").against(modes.get("keyword"))));
        });
    }

    private void line(String text) {
        System.out.println(text);
        table.append(text).append('\n');
    }

    /** For each id of a page the number of the section that it stands in. */
    private record AnchorOwners(Map<String, Integer> owner) {}

    private static final class ConsoleLog implements IndexingLog {
        @Override
        public void info(String message) {
            System.out.println(message);
        }

        @Override
        public void warn(String message) {
            System.out.println("! " + message);
        }

        @Override
        public void debug(String message) {}
    }
}
