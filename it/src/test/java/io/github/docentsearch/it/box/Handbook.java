package io.github.docentsearch.it.box;

import io.github.docentsearch.indexer.IndexerOptions;
import io.github.docentsearch.indexer.IndexingException;
import io.github.docentsearch.indexer.IndexingLog;
import io.github.docentsearch.indexer.SiteIndexer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The small site of a lighthouse, copied and indexed once for all tests of the box. */
public final class Handbook {
    private static final Path SOURCE = Path.of("src/test/sites/handbook");
    private static final Path SITE = Path.of(System.getProperty("it.work", "target/work"), "handbook");

    private Handbook() {}

    /** The site's folder, with its search. */
    public static Path site() {
        return Built.SITE_WITH_SEARCH;
    }

    private static final class Built {
        static final Path SITE_WITH_SEARCH = build();

        private static Path build() {
            try {
                delete(SITE);
                copy(SOURCE, SITE);
                IndexerOptions options = IndexerOptions.forSite(SITE)
                        .queryEncoder(IndexerOptions.QueryEncoder.TRANSFORMER) // fitting a static table takes minutes
                        .build();
                SiteIndexer.index(options, IndexingLog.SILENT);
                return SITE;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IndexingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
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
