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
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

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
            content = new Yaml(
                            new SafeConstructor(options),
                            new Representer(new DumperOptions()),
                            new DumperOptions(),
                            options,
                            new AsWritten())
                    .load(reader);
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
        String query = text(map, "query", number);
        if (query.isEmpty()) {
            throw bad("test " + number + " has no query");
        }
        String page = text(map, "page", number);
        String within = text(map, "within", number);
        try {
            return new SearchTest(
                    query, page.isEmpty() ? null : page, within.isEmpty() ? WITHIN : Integer.parseInt(within));
        } catch (NumberFormatException e) {
            throw bad("test " + number + ": within is '" + within + "', not a whole number");
        }
    }

    /** The value of a key; empty if there is none. */
    private String text(Map<?, ?> test, String key, int number) throws IndexingException {
        Object value = test.containsKey(key) ? test.get(key) : "";
        if (!(value instanceof String text)) {
            throw bad("test " + number + ": " + key + " must be text");
        }
        return text.strip();
    }

    /** Takes {@code 1.10}, {@code no} and {@code 2024-01-01} for text, as a reader types it, and not for YAML's other types. */
    private static final class AsWritten extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // no scalar is anything but text
        }
    }

    private IndexingException bad(String sentence) {
        return IndexingException.badParameter(PARAMETER, file + " " + sentence);
    }
}
