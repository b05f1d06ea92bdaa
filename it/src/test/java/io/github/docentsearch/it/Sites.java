package io.github.docentsearch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that the tests build and index. */
final class Sites {
    private static final String PLUGIN = System.getProperty("it.plugin");

    private Sites() {}

    /** Docent's manual with its search, as this build has just made it. */
    static Path manual() {
        return Path.of(System.getProperty("it.manual")).normalize();
    }

    /** A fresh copy of the Javadoc of opentest4j, unpacked from Maven Central's jar. */
    static Path javadoc() throws IOException {
        return copy(Path.of(System.getProperty("it.javadoc"), "opentest4j"), "javadoc");
    }

    /** A fresh copy of a project from src/test/projects, with this build's version of the plugin in its POM. */
    static Path project(String name) throws IOException {
        return project(name, name);
    }

    /** The same in a folder of another name, which may have several segments. */
    static Path project(String name, String folder) throws IOException {
        Path project = copy(Path.of("src/test/projects", name), folder);
        Path pom = project.resolve("pom.xml");
        String version = PLUGIN.substring(PLUGIN.lastIndexOf(':') + 1);
        Files.writeString(pom, Files.readString(pom).replace("@version@", version));
        return project;
    }

    private static Path copy(Path source, String name) throws IOException {
        Path target = Path.of(System.getProperty("it.work"), name);
        delete(target);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return target;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
