package io.github.docentsearch.indexer;

import io.github.docentsearch.indexer.IndexerOptions.SearchTest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Search tests in a YAML file, for teams whose writers do not touch the POM: a list of maps with {@code query}, {@code page}
 * and {@code within}, as in {@link SearchTest}.
 *
 * <pre>
 *   - query: how do I get my files back after a crash
 *     page: guide/restoring.html#A_whole_machine
 *     within: 3
 *   - query: sdafadsfasdf        # nothing may be found
 * </pre>
 */
public final class SearchTestFile {
    private static final String PARAMETER = "searchTestsFile";

    /** How many hits count if the test does not say. */
    private static final int WITHIN = 3;

    private static final Set<String> KEYS = Set.of("query", "page", "within");

    private final Path file;

    private SearchTestFile(Path file) {
        this.file = file;
    }

    /** @throws IndexingException if the file cannot be read, or is not such a list */
    public static List<SearchTest> read(Path file) throws IndexingException {
        return new SearchTestFile(file).tests();
    }

    private List<SearchTest> tests() throws IndexingException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object content;
        try (Reader reader = Files.newBufferedReader(file)) {
            content = new Yaml(new SafeConstructor(options)).load(reader);
        } catch (NoSuchFileException e) {
            throw IndexingException.badParameter(PARAMETER, "there is no file " + file);
        } catch (IOException e) {
            throw IndexingException.badParameter(PARAMETER, file + " cannot be read: " + e.getMessage());
        } catch (YAMLException e) {
            throw bad("is not YAML: " + e.getMessage().strip().replaceAll("\\s+", " "));
        }
        if (content == null) {
            return List.of();
        }
        if (!(content instanceof List<?> list)) {
            throw bad("must be a list of tests, each of them beginning with '- query: ...'");
        }
        List<SearchTest> tests = new ArrayList<>();
        for (Object test : list) {
            tests.add(test(test, tests.size() + 1));
        }
        return tests;
    }

    private SearchTest test(@Nullable Object value, int number) throws IndexingException {
        if (!(value instanceof Map<?, ?> map)) {
            throw bad("test " + number + " must have 'query: ...', and may have 'page: ...' and 'within: ...'");
        }
        for (Object key : map.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw bad("test " + number + ": '" + key + "' is none of " + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        Object query = map.get("query");
        if (query == null || query.toString().isBlank()) {
            throw bad("test " + number + " has no query");
        }
        Object page = map.get("page");
        Object within = map.get("within");
        if (within != null && !(within instanceof Integer)) {
            throw bad("test " + number + ": within is '" + within + "', not a whole number");
        }
        return new SearchTest(
                query.toString(),
                page == null ? null : page.toString(),
                within instanceof Integer count ? count : WITHIN);
    }

    private IndexingException bad(String sentence) {
        return IndexingException.badParameter(PARAMETER, file + " " + sentence);
    }
}
