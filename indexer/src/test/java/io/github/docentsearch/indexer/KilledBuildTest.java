package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.build.VectorCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills whole builds at random moments, as {@code kill -9} does: the search that is left is the one of an edition of the
 * site, whole, and the cache of vectors is sound. {@code -Ddocent.kills=200} for more than the few kills of an ordinary build.
 */
class KilledBuildTest {
    private static final int KILLS = Integer.getInteger("docent.kills", 4);
    private static final long SEED = 20261123;
    private static final int EDITIONS = 4;
    private static final int PAGES = 12;

    /** Longest time from a build's end to the kill: about one build. */
    private static final int MAX_NANOS = 400_000_000;

    @TempDir
    Path directory;

    private Path site;

    /** Writes edition after edition of a site, fills a cache, and builds without pause. */
    static final class Victim {
        public static void main(String[] arguments) throws Exception {
            Path site = Path.of(arguments[0]);
            for (int edition = Integer.parseInt(arguments[2]); ; edition = edition % EDITIONS + 1) {
                VectorCache cache = VectorCache.open(Path.of(arguments[1]), "model", 2, 2_000);
                for (int i = 0; i < 5; i++) {
                    cache.put("text " + edition + "," + i, new float[] {edition, i});
                    cache.flush();
                }
                cache.close();
                for (int page = 0; page < PAGES; page++) {
                    Path file = site.resolve("page" + page + ".html");
                    Path aside = site.resolve("page.part");
                    Files.writeString(aside, page(edition, page));
                    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                }
                build(site);
                System.out.println(edition);
            }
        }
    }

    private static String page(int edition, int page) {
        return "<html><title>Page " + page + "</title><main><h1>Page " + page + "</h1><p>"
                + ("edition" + edition + "word of page number" + page + ". ").repeat(40) + "</main></html>";
    }

    private static void build(Path site) throws IndexingException {
        SiteIndexer.index(
                IndexerOptions.forSite(site)
                        .queryEncoder(IndexerOptions.QueryEncoder.NONE)
                        .build(),
                IndexingLog.SILENT);
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "elsewhere there is a moment between two renames, see KilledPublisherTest")
    void whateverMomentABuildIsKilledItsSiteHasTheSearchOfOneEditionWhole() throws Exception {
        site = Files.createDirectories(directory.resolve("site"));
        List<Map<String, String>> editions = new ArrayList<>();
        for (int edition = 1; edition <= EDITIONS; edition++) {
            for (int page = 0; page < PAGES; page++) {
                Files.writeString(site.resolve("page" + page + ".html"), page(edition, page));
            }
            build(site);
            editions.add(files(site.resolve("search")));
        }
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            String message = "kill " + kill + ", seed " + SEED;
            kill(1 + random.nextInt(EDITIONS), random);
            assertTrue(
                    editions.contains(files(site.resolve("search"))),
                    () -> "the search of no edition, after " + message);
            assertCacheIsSound(message);
        }
        System.out.println(KILLS + " builds killed");
        build(site);
        try (Stream<Path> left = Files.list(site)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("."))
                            .toList());
        }
    }

    private void kill(int edition, Random random) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ChildBuild.command(
                        List.of(), List.of(), Victim.class, site, directory.resolve("cache"), edition))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = process.getInputStream()) {
            for (int b = out.read(); b != '\n'; b = out.read()) {
                assertTrue(b >= 0, "the process ended by itself");
            }
            long until = System.nanoTime() + random.nextInt(MAX_NANOS);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void assertCacheIsSound(String message) throws IOException {
        VectorCache cache = VectorCache.open(directory.resolve("cache"), "model", 2, 2_000);
        int found = 0;
        for (int edition = 1; edition <= EDITIONS; edition++) {
            for (int i = 0; i < 5; i++) {
                float[] vector = cache.get("text " + edition + "," + i);
                if (vector != null) {
                    assertArrayEquals(new float[] {edition, i}, vector, message);
                    found++;
                }
            }
        }
        assertTrue(found > 0, message);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
