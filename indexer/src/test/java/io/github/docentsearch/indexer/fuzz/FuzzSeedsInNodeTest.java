package io.github.docentsearch.indexer.fuzz;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.Utf8;
import io.github.docentsearch.indexer.publish.JsonWriter;
import io.github.docentsearch.indexer.publish.RuntimeAssets;
import io.github.docentsearch.search.Query;
import io.github.docentsearch.wasm.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kept inputs as files, in WebAssembly and in JavaScript: the same answers and the same refusals as on the JVM. */
class FuzzSeedsInNodeTest {
    /** Memory of one engine with one index. */
    private static final int MAX_ENGINE_MIB = 4;

    /** Heap of the process after all of them, garbage included. */
    private static final int MAX_HEAP_MIB = 400;

    private static final List<Query> QUERIES = Asking.QUERIES;
    private static final List<Query> KEYWORD_QUERIES =
            QUERIES.stream().filter(query -> query.mode() != Query.SEMANTIC).toList();

    @TempDir
    Path directory;

    private final List<String> expected = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final JsonWriter list = new JsonWriter();

    @ParameterizedTest
    @ValueSource(strings = {"wasm-simd", "js"})
    void theBrowsersEngineRefusesAndAnswersAsTheJvmDoes(String engine) throws Exception {
        SortedMap<String, byte[]> assets = RuntimeAssets.load();
        Path scripts = Files.createDirectories(directory.resolve("scripts"));
        for (String name : List.of("docent.js", "docent.wasm", "docent-engine.js")) {
            Files.write(scripts.resolve(name), assets.get(name));
        }
        list.startArray();
        addFiles();
        addTexts();
        Path listFile = Files.writeString(
                directory.resolve("list.json"), list.endArray().toString());

        String printed = Node.run("fuzz.mjs", engine, scripts.toUri(), listFile);

        int last = printed.lastIndexOf("--\n") + 3;
        String[] outcomes = printed.substring(0, last).split("(?<=--\n)");
        assertEquals(expected.size(), outcomes.length);
        assertAll(java.util.stream.IntStream.range(0, outcomes.length)
                .mapToObj(i -> () -> assertEquals(last(expected.get(i)), last(outcomes[i]), inputs.get(i))));
        String[] memory = printed.substring(last).strip().split(" ");
        assertTrue(Integer.parseInt(memory[0]) <= MAX_ENGINE_MIB, () -> "MiB of an engine: " + memory[0]);
        assertTrue(Integer.parseInt(memory[1]) <= MAX_HEAP_MIB, () -> "MiB of heap: " + memory[1]);
    }

    /** The outcome; of one that ends in a refusal only that, as the JVM opens both files before it asks anything. */
    private static String last(String outcome) {
        int at = outcome.indexOf("index-");
        return at < 0 ? outcome : outcome.substring(at);
    }

    private void addFiles() throws Exception {
        byte[] soundIndex = Golden.index(0).toDeflatedFile();
        byte[] soundModel = Golden.model(true, false).toDeflatedFile();
        for (byte[] seed : Seeds.of("Index")) {
            Sections sections = IndexFuzz.sections(seed);
            if (!sections.list().isEmpty()) {
                add("Index", seed, sections.toDeflatedFile(), soundModel);
            }
        }
        for (byte[] seed : Seeds.of("Model")) {
            Sections sections = ModelFuzz.sections(seed);
            if (!sections.list().isEmpty()) {
                add("Model", seed, soundIndex, sections.toDeflatedFile());
            }
        }
        for (byte[] seed : Seeds.of("Head")) {
            add("Head", seed, HeadFuzz.file(seed), null);
        }
    }

    private void add(String target, byte[] seed, byte[] index, byte @Nullable [] model) throws Exception {
        List<Query> queries = model == null ? KEYWORD_QUERIES : QUERIES;
        inputs.add(target + " " + HexFormat.of().formatHex(seed));
        expected.add(Asking.askLikeScript(index, model, queries));
        folder(index, model, queries);
    }

    private void addTexts() throws Exception {
        byte[] index = Golden.index(0).toDeflatedFile();
        byte[] model = Golden.model(true, false).toDeflatedFile();
        for (byte[] seed : Seeds.of("Text")) {
            // Over this border a text goes as UTF-8, in which no surrogate stands alone.
            byte[] utf8 = Utf8.encode(TextFuzz.text(seed));
            String text = Utf8.decode(utf8, 0, utf8.length);
            List<Query> queries = List.of(Query.of(text), new Query(text, 5, Query.SEMANTIC, List.of()));
            inputs.add("Text " + HexFormat.of().formatHex(seed));
            expected.add(Asking.askLikeScript(index, model, queries));
            folder(index, model, queries);
        }
    }

    /** A search folder, and its entry in the list. */
    private void folder(byte[] index, byte @Nullable [] model, List<Query> queries) throws Exception {
        Path folder = Files.createDirectories(directory.resolve(String.valueOf(expected.size())));
        Files.write(folder.resolve("search-index.bin"), index);
        if (model != null) {
            Files.write(folder.resolve("query-model.bin"), model);
        }
        Files.copy(directory.resolve("scripts/docent.wasm"), folder.resolve("docent.wasm"));
        Files.copy(directory.resolve("scripts/docent-engine.js"), folder.resolve("docent-engine.js"));
        list.startObject().name("base").string(folder.toUri().toString());
        list.name("meaning").number(model == null ? 0 : 1).name("queries").startArray();
        for (Query query : queries) {
            list.startObject().name("text").string(query.text());
            list.name("limit").number(query.limit());
            list.name("mode").string(List.of("hybrid", "keyword", "semantic").get(query.mode()));
            list.name("filters").startObject();
            for (int i = 0; i < query.filters().size(); i += 2) {
                list.name(query.filters().get(i));
                list.startArray().string(query.filters().get(i + 1)).endArray();
            }
            list.endObject().endObject();
        }
        list.endArray().endObject();
    }
}
