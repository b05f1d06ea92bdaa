package io.github.docentsearch.indexer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A small site with its published search, built with the real model once for all tests that only read it. */
final class PublishedSite {
    private static final Path ROOT = build("published site", IndexerOptions.QueryEncoder.TRANSFORMER);

    private PublishedSite() {}

    /** The site's folder. */
    static Path root() {
        return ROOT;
    }

    /** Its search folder. */
    static Path search() {
        return ROOT.resolve("search");
    }

    /** Builds the same site anew with a static table and a transformer; tells its folder. */
    static Path withBothEncoders() {
        return build("site of both encoders", IndexerOptions.QueryEncoder.BOTH);
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
