package io.github.docentsearch.indexer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A small site with its published search, built with the real model once for all tests that only read it. */
final class PublishedSite {
    private static final Map<IndexerOptions.QueryEncoder, Path> BUILT = new ConcurrentHashMap<>();

    private PublishedSite() {}

    /** The site's folder. */
    static Path root() {
        return with(IndexerOptions.QueryEncoder.TRANSFORMER);
    }

    /** Its search folder. */
    static Path search() {
        return root().resolve("search");
    }

    /** The same site with this encoder. */
    static Path with(IndexerOptions.QueryEncoder encoder) {
        return BUILT.computeIfAbsent(encoder, wanted -> build("site with " + wanted, wanted));
    }

    private static Path build(String name, IndexerOptions.QueryEncoder encoder) {
        try {
            Path site = Path.of("target", name).toAbsolutePath();
            delete(site);
            Files.createDirectories(site);
            page(
                    site,
                    "power.html",
                    "Energy",
                    "<h2 id='charging'>Charging the battery</h2><p>When the battery is empty, connect the adapter to a"
                            + " socket. The light is orange until it is full. <code>getBatteryLevel()</code> tells the"
                            + " charge.</p><h2 id='display'>Dimming the display</h2><p>A darker screen saves"
                            + " current.</p>");
            page(
                    site,
                    "network.html",
                    "Network settings",
                    "<p>Choose a wireless network from the menu and type its password.</p>");
            page(
                    site,
                    "care.html",
                    "Care",
                    "<h2 id='care-rules'>Rules</h2><p>Wipe the case with a soft cloth. Spilt drinks harm the keys, so"
                            + " keep cups away. Do not put heavy things on the lid, as the glass may break. In a bag,"
                            + " a sleeve guards the corners. When the machine gets hot, switch it off and let it cool"
                            + " down for an hour. Dust in the fan can be blown out once a year.</p>");
            page(site, "size.html", "Größe und Schrift", "<p>Hier läßt sich die Größe der Schrift ändern: Ａ ﬁ É.</p>");
            page(site, "ja.html", "電池", "<p>電池の残量は画面の右上に表示されます。</p>");
            SiteIndexer.index(
                    IndexerOptions.forSite(site)
                            .cacheDirectory(Path.of("target", "vector-cache"))
                            .queryEncoder(encoder)
                            .build(),
                    IndexingLog.SILENT);
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IndexingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void page(Path folder, String name, String title, String body) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>" + title
                        + "</title></head><body><main><h1>" + title + "</h1>" + body + "</main></body></html>");
    }
}
