package io.github.docentsearch.indexer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Sites of made-up words, searched by words only, whose index is too large to be fetched whole. */
final class LargeSite {
    private static final long SEED = 20_261_123;
    private static final int PAGES = 120;
    private static final int SECTIONS = 20;
    private static final int WORDS = 120;

    private LargeSite() {}

    /**
     * Writes and indexes a site.
     *
     * @param release stands in every page: the word {@code inrelease1} finds the pages of release 1
     * @return its folder
     */
    static Path publish(Path site, int release) throws IOException, IndexingException {
        Random random = new Random(SEED + release);
        for (int page = 0; page < PAGES; page++) {
            StringBuilder html = new StringBuilder("<!DOCTYPE html><title>Page " + page + "</title><main><h1>Page ")
                    .append(page)
                    .append("</h1>");
            for (int section = 0; section < SECTIONS; section++) {
                html.append("<h2 id=s")
                        .append(section)
                        .append('>')
                        .append(word(random))
                        .append("</h2><p>");
                for (int i = 0; i < WORDS; i++) {
                    html.append(word(random)).append(' ');
                }
                html.append("marker")
                        .append(page)
                        .append("x")
                        .append(section)
                        .append(" inrelease")
                        .append(release);
                html.append("</p>");
            }
            Files.writeString(Files.createDirectories(site).resolve("page" + page + ".html"), html.append("</main>"));
        }
        SiteIndexer.index(
                IndexerOptions.forSite(site)
                        .queryEncoder(IndexerOptions.QueryEncoder.NONE)
                        .build(),
                IndexingLog.SILENT);
        return site;
    }

    /**
     * A word of the section that {@code marker7x3} names. Words of other beginnings stand far away in the index.
     *
     * @param beginning a letter
     */
    static String wordOfAnswer(Path site, String beginning) {
        try {
            String page = Files.readString(site.resolve("page7.html"));
            String section = page.substring(page.indexOf("<h2 id=s3>"), page.indexOf("marker7x3"));
            return section.replaceFirst("(?s).* (" + beginning + "[a-z]+) .*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(2, 5); i > 0; i--) {
            word.append("bdfgklmnprstvz".charAt(random.nextInt(14))).append("aeiou".charAt(random.nextInt(5)));
        }
        return word.toString();
    }
}
