package io.github.docentsearch.indexer.eval;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static final Gson GSON = new Gson();

    static List<JudgedQuery> read(Path file) throws IOException {
        List<JudgedQuery> queries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                queries.add(GSON.fromJson(line, JudgedQuery.class));
            }
        }
        return queries;
    }
}
