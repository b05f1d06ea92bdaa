package io.github.docentsearch.indexer.publish;

import io.github.docentsearch.indexer.IndexingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The browser's part of Docent, as the jar of {@code docent-runtime-wasm} brings it on the class path. */
public final class RuntimeAssets {
    private static final String FOLDER = "META-INF/docent/";

    /** A file that every build of the runtime has; the others lie beside it. */
    private static final String LANDMARK = FOLDER + "docent-search.js";

    private RuntimeAssets() {}

    /**
     * All assets by their name below the search folder.
     *
     * @throws IndexingException if the runtime is not on the class path, or cannot be read
     */
    public static SortedMap<String, byte[]> load() throws IndexingException {
        URL landmark = RuntimeAssets.class.getClassLoader().getResource(LANDMARK);
        if (landmark == null) {
            throw new IndexingException(
                    IndexingException.Kind.FAILURE,
                    "The browser's part of Docent is missing: " + LANDMARK
                            + " is not on the class path. Add the artifact"
                            + " docent-runtime-wasm in the version of docent-indexer.");
        }
        try {
            URLConnection connection = landmark.openConnection();
            connection.setUseCaches(false); // another build in this JVM may replace the jar
            return connection instanceof JarURLConnection jar
                    ? loadFromJar(jar)
                    : loadFromFolder(Path.of(landmark.toURI()).getParent());
        } catch (IOException | URISyntaxException e) {
            throw new IndexingException(
                    IndexingException.Kind.FAILURE, "The browser's part of Docent cannot be read from " + landmark, e);
        }
    }

    private static SortedMap<String, byte[]> loadFromJar(JarURLConnection connection) throws IOException {
        SortedMap<String, byte[]> assets = new TreeMap<>();
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        assets.put(entry.getName().substring(FOLDER.length()), in.readAllBytes());
                    }
                }
            }
        }
        return assets;
    }

    private static SortedMap<String, byte[]> loadFromFolder(Path folder) throws IOException {
        SortedMap<String, byte[]> assets = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assets.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return assets;
    }
}
