package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.graph.NearestSearcher;
import io.github.docentsearch.search.Answer;
import io.github.docentsearch.search.Facet;
import io.github.docentsearch.search.Hit;
import io.github.docentsearch.search.Query;
import io.github.docentsearch.wasm.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same questions to the same published search, on the JVM, in WebAssembly and in JavaScript: the same answers, scores and
 * vectors to the bit.
 */
class EngineParityTest {
    private static final List<String> QUESTIONS = List.of(
            "battery",
            "my laptop is out of power",
            "How do I make the screen darker?",
            "Network settings",
            "wirelss pasword",
            "\"type its password\"",
            "adapter -socket",
            "getBatteryLevel()",
            "BatteryLevel",
            "Größe ändern ﬁle ﬀ É",
            "my computer is too warm",
            "電池の残量",
            "sdafadsfasdf",
            "the",
            "\uD83D\uDE00\uD83D\uDE00",
            "\u0001\u0007 battery \u200B\u202E",
            "\u1234\u0E01\u0E02 \u10A0",
            "word ".repeat(10_000),
            "");

    @ParameterizedTest
    @CsvSource({"TRANSFORMER, wasm-simd", "TRANSFORMER, js", "STATIC, wasm-simd", "STATIC, js"})
    void theBrowsersEngineAnswersAsTheJvmDoes(
            IndexerOptions.QueryEncoder encoder, String engine, @TempDir Path directory) throws IOException {
        Path search = PublishedSite.with(encoder).resolve("search");
        Path questions = Files.writeString(directory.resolve("questions"), String.join("\n", QUESTIONS));

        assertEquals(
                engine + "\n" + answersOfTheJvm(search, QUESTIONS),
                Node.run("ask.mjs", search.toUri(), questions, engine));
    }

    @Test
    void anExcerptIsTheSentenceNearestInMeaning() throws IOException {
        LocalSearch local = LocalSearch.open(
                PublishedSite.with(IndexerOptions.QueryEncoder.STATIC).resolve("search"));

        List<Hit> hits = local.answer(Query.of("my computer is too warm")).hits();

        Hit hit = hits.stream()
                .filter(found -> found.url().equals("care.html#care-rules"))
                .findFirst()
                .orElseThrow();
        assertTrue(hit.excerpt().get(0).text().startsWith("When the machine gets hot"), hit.toString());
    }

    /** What {@code ask.mjs} prints of a search, but for its first line. */
    static String answersOfTheJvm(Path search, List<String> questions) throws IOException {
        LocalSearch local = LocalSearch.open(search);
        StringBuilder out = new StringBuilder();
        for (String text : questions) {
            append("hybrid", text, local.answer(new Query(text, 10, Query.HYBRID, List.of())), out);
            append("keyword", text, local.answer(new Query(text, 10, Query.KEYWORD, List.of())), out);
            append("semantic", text, local.answer(new Query(text, 10, Query.SEMANTIC, List.of())), out);
            float[] vector = local.embed(text);
            boolean empty = true;
            for (int i = 0; i < vector.length; i++) {
                out.append(i > 0 ? " " : "").append(Float.floatToRawIntBits(vector[i]));
                empty &= vector[i] == 0;
            }
            out.append('\n');
            if (!empty) {
                NearestSearcher near = local.nearest(vector, 5, 0);
                for (int rank = 0; rank < near.foundCount(); rank++) {
                    out.append(near.node(rank))
                            .append(' ')
                            .append(Float.floatToRawIntBits(near.score(rank)))
                            .append('\n');
                }
            }
        }
        return out.toString();
    }

    private static void append(String mode, String text, Answer answer, StringBuilder out) {
        out.append(mode)
                .append(' ')
                .append(text)
                .append(": ")
                .append(answer.total())
                .append(' ')
                .append(facets(answer))
                .append('\n');
        for (Hit hit : answer.hits()) {
            StringBuilder shown = new StringBuilder();
            for (Hit.Segment segment : hit.excerpt()) {
                shown.append(segment.match() ? "[" + segment.text() + "]" : segment.text());
            }
            out.append(String.join(
                            " | ",
                            hit.url(),
                            String.valueOf(Math.round(hit.score() * 1_000_000)),
                            hit.via(),
                            hit.title(),
                            String.join(" > ", hit.breadcrumbs()),
                            "\"" + shown + "\""))
                    .append('\n');
        }
    }

    private static String facets(Answer answer) {
        Map<String, StringJoiner> names = new LinkedHashMap<>();
        for (Facet facet : answer.facets()) {
            names.computeIfAbsent(facet.name(), unused -> new StringJoiner(",", "{", "}"))
                    .add("\"" + facet.value() + "\":" + facet.count());
        }
        StringJoiner all = new StringJoiner(",", "{", "}");
        names.forEach((name, values) -> all.add("\"" + name + "\":" + values));
        return all.toString();
    }
}
