package io.github.docentsearch.indexer.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.indexer.ChildBuild;
import io.github.docentsearch.indexer.IndexingException;
import io.github.docentsearch.indexer.crawl.CrawlOptions;
import io.github.docentsearch.indexer.crawl.SiteCrawler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that publishes without pause, at random moments, as {@code kill -9} does, and looks at what it left.
 *
 * <p>{@code -Ddocent.kills=200} for more than the few kills of an ordinary build.
 */
class KilledPublisherTest {
    private static final int KILLS = Integer.getInteger("docent.kills", 12);
    private static final List<String> PAGES = List.of("index.html", "guide/a.html", "guide/b.html");
    private static final String FIRST = "search-index.bin";
    private static final String PAGE = "<html><body>a page\r\n</body></html>";

    @TempDir
    Path site;

    /** The files of a release: of different sizes, each saying its release in every byte. */
    private static SearchFiles release(int number) {
        SearchFiles files = new SearchFiles();
        int[] sizes = {300_000, 17, 90_000, 1};
        for (int i = 0; i < sizes.length; i++) {
            byte[] bytes = new byte[sizes[i]];
            Arrays.fill(bytes, (byte) number);
            files.put(i == 0 ? FIRST : (i % 2 == 0 ? "" : "disk/") + "file-" + i, bytes);
        }
        return files;
    }

    /** The process that is killed: publishes releases from the first argument on, a line of output for each. */
    static final class Victim {
        public static void main(String[] arguments) throws IndexingException {
            Path site = Path.of(arguments[0]);
            for (int number = Integer.parseInt(arguments[1]); ; number++) {
                try (SitePublisher publisher = SitePublisher.open(site, "search")) {
                    publisher.publish(release(number));
                    new BoxInjector("search", "v" + number, BoxOptions.DEFAULT)
                            .inject(new SiteCrawler(site, CrawlOptions.defaults()).allFiles());
                }
                System.out.println(number);
            }
        }
    }

    @Test
    void whateverMomentItIsKilledTheSearchIsTheOldOneOrTheNewOneWhole() throws Exception {
        for (String page : PAGES) {
            Files.createDirectories(site.resolve(page).getParent());
            Files.writeString(site.resolve(page), PAGE);
        }
        try (SitePublisher publisher = SitePublisher.open(site, "search")) {
            publisher.publish(release(1));
        }
        long seed = 20261122;
        Random random = new Random(seed);
        int first = 2;
        for (int kill = 0; kill < KILLS; kill++) {
            String message = "kill " + kill + ", seed " + seed;
            kill(first, random);
            Path search = site.resolve("search");
            releaseIn(swapped(search), message);
            for (String page : PAGES) {
                String html = Files.readString(site.resolve(page));
                assertEquals(PAGE, html.replaceAll("<script src=.*</noscript>", ""), message);
            }
            SitePublisher.open(site, "search").close();
            first = releaseIn(search, message) % 100 + 1;
            try (Stream<Path> left = Files.list(site)) {
                assertEquals(
                        List.of("guide", "index.html", "search"),
                        left.map(path -> path.getFileName().toString())
                                .filter(name -> !name.endsWith(".html.docent-new"))
                                .sorted()
                                .toList(),
                        message);
            }
        }
    }

    /** Starts the process and kills it some publications later, in the midst of one. */
    private void kill(int first, Random random) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ChildBuild.command(List.of(), List.of(), Victim.class, site, first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = process.getInputStream()) {
            int lines = 1 + random.nextInt(3);
            for (int b = out.read(); lines > 0; b = out.read()) {
                assertTrue(b >= 0, "the process ended by itself");
                lines -= b == '\n' ? 1 : 0;
            }
            long until = System.nanoTime() + random.nextInt(20_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The search; on systems that cannot exchange folders, the old one if it was caught between its two renames. */
    private static Path swapped(Path search) {
        boolean atOnce = OS.current() == OS.LINUX || OS.current() == OS.MAC;
        return atOnce || Files.exists(search) ? search : search.resolveSibling(".search.docent-old");
    }

    /** The release that a folder holds, all of whose files must be of the same one, and whole. */
    private static int releaseIn(Path folder, String message) throws IOException {
        int number = Files.readAllBytes(folder.resolve(FIRST))[0];
        List<String> names = new ArrayList<>();
        for (var file : release(number).files().entrySet()) {
            names.add(file.getKey());
            assertTrue(
                    Arrays.equals(file.getValue(), Files.readAllBytes(folder.resolve(file.getKey()))),
                    () -> file.getKey() + " is not whole: " + message);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    names.stream().sorted().toList(),
                    files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .sorted()
                            .toList(),
                    message);
        }
        return number;
    }
}
