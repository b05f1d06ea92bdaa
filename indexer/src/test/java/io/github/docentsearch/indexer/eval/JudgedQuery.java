package io.github.docentsearch.indexer.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query and what answers it, a line of a JSONL file: {@code {"id", "query", "kind", "relevant": [{"path", "anchor",
 * "grade"}]}}.
 *
 * @param kind for example {@code question}, {@code keywords}, {@code known-item}
 */
record JudgedQuery(String id, String query, String kind, List<Relevant> relevant) {
    /**
     * What answers it.
     *
     * @param path of the page, relative to the site's root
     * @param anchor id of the place in it, or {@code null} for the page as a whole
     * @param grade 2: answers it; 1: helps
     */
    record Relevant(String path, @Nullable String anchor, int grade) {}

    static List<JudgedQuery> read(Path file) throws IOException {
        List<JudgedQuery> queries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) {
                continue;
            }
            Map<String, Object> fields = Json.object(Json.parse(line));
            List<Relevant> relevant = new ArrayList<>();
            for (Object each : Json.array(fields.get("relevant"))) {
                Map<String, Object> answer = Json.object(each);
                relevant.add(new Relevant(
                        (String) answer.get("path"),
                        (String) answer.get("anchor"),
                        ((Double) answer.get("grade")).intValue()));
            }
            queries.add(new JudgedQuery(
                    (String) fields.get("id"), (String) fields.get("query"), (String) fields.get("kind"), relevant));
        }
        return queries;
    }
}
