package io.github.docentsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code to its floor plan: packages depend downwards only, and core uses nothing that a browser lacks. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/docentsearch");

    /** Each package may use those before it. */
    private static final List<String> PACKAGES =
            List.of("bytes", "text", "vector", "graph", "lexical", "model", "format", "search");

    /** What core may use of the JDK beside {@code java.lang}: small, and known to TeaVM; what only build code reaches is dropped there. */
    private static final Set<String> ALLOWED = Set.of(
            "java.util.ArrayList",
            "java.util.Arrays",
            "java.util.Comparator",
            "java.util.HashMap",
            "java.util.List",
            "java.util.Map",
            "java.util.TreeSet",
            "org.jspecify.annotations.NullMarked",
            "org.jspecify.annotations.Nullable");

    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern OUR_PACKAGE = Pattern.compile("io\\.github\\.docentsearch\\.(\\w+)\\..*");

    @Test
    void packagesUseOnlyThoseBelowThem() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            int own = PACKAGES.indexOf(SOURCES.relativize(file).getName(0).toString());
            assertTrue(own >= 0, file + " is in a package that the floor plan does not know");
            for (String imported : imports(file)) {
                Matcher ours = OUR_PACKAGE.matcher(imported);
                if (ours.matches() && PACKAGES.indexOf(ours.group(1)) > own) {
                    wrong.add(file.getFileName() + " uses " + imported);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void coreUsesOnlyWhatTheBrowserHas() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            for (String imported : imports(file)) {
                if (!OUR_PACKAGE.matcher(imported).matches() && !ALLOWED.contains(imported)) {
                    wrong.add(file.getFileName() + " uses " + imported);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() > 50, "only " + sources.size() + " sources found");
            return sources;
        }
    }

    private static List<String> imports(Path file) throws IOException {
        List<String> imports = new ArrayList<>();
        Matcher matcher = IMPORT.matcher(Files.readString(file));
        while (matcher.find()) {
            imports.add(matcher.group(1));
        }
        return imports;
    }
}
