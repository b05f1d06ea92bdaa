package io.github.docentsearch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * A large site made from real documentation: {@code SyntheticSite target 9000 seed folder...} copies the HTML pages of the
 * folders, each folder to one of its name below {@code target}, and adds pages below {@code target/mixed} with as many
 * sections as told, each a heading and some paragraphs of the real pages, drawn at random. The same seed gives the same pages.
 */
public final class SyntheticSite {
    private static final int SECTIONS_PER_PAGE = 40;
    private static final int SHORTEST_PARAGRAPH = 80;
    private static final int LONGEST_PARAGRAPH = 400;

    private final Path target;
    private final List<String> headings = new ArrayList<>();
    private final List<String> paragraphs = new ArrayList<>();

    private SyntheticSite(Path target) {
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException {
        SyntheticSite site = new SyntheticSite(Path.of(arguments[0]));
        int pages = 0;
        for (int i = 3; i < arguments.length; i++) {
            pages += site.copy(Path.of(arguments[i]).toRealPath());
        }
        int sections = Integer.parseInt(arguments[1]);
        int mixed = site.mix(sections, new Random(Long.parseLong(arguments[2])));
        System.out.println(pages + " pages copied, " + mixed + " pages of " + sections + " sections mixed of "
                + site.headings.size() + " headings and " + site.paragraphs.size() + " paragraphs");
    }

    /** Copies a folder's pages and collects what the mixed ones are made of. */
    private int copy(Path folder) throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(folder)) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
        for (Path page : pages) {
            Path copy = target.resolve(folder.getFileName().toString())
                    .resolve(folder.relativize(page).toString());
            Files.createDirectories(copy.getParent());
            byte[] bytes = Files.readAllBytes(page);
            Files.write(copy, bytes);
            Document document = Jsoup.parse(page, null, "");
            for (Element heading : document.select("h2, h3, h4")) {
                if (heading.hasText()) {
                    headings.add(heading.text());
                }
            }
            for (Element paragraph : document.select("p, dd, li")) {
                String text = paragraph.text();
                if (text.length() >= SHORTEST_PARAGRAPH && text.length() <= LONGEST_PARAGRAPH) {
                    paragraphs.add(text);
                }
            }
        }
        return pages.size();
    }

    private int mix(int sections, Random random) throws IOException {
        Path folder = Files.createDirectories(target.resolve("mixed"));
        int pages = (sections + SECTIONS_PER_PAGE - 1) / SECTIONS_PER_PAGE;
        for (int page = 0; page < pages; page++) {
            String title = Entities.escape(any(headings, random) + " and " + any(headings, random));
            StringBuilder html = new StringBuilder(
                            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                    .append(title)
                    .append("</title></head><body><main><h1>")
                    .append(title)
                    .append("</h1>\n");
            for (int i = page * SECTIONS_PER_PAGE; i < Math.min(sections, (page + 1) * SECTIONS_PER_PAGE); i++) {
                html.append("<section id=\"s").append(i).append("\"><h2>");
                html.append(Entities.escape(any(headings, random))).append("</h2>\n");
                for (int k = 1 + random.nextInt(3); k > 0; k--) {
                    html.append("<p>")
                            .append(Entities.escape(any(paragraphs, random)))
                            .append("</p>\n");
                }
                html.append("</section>\n");
            }
            Files.writeString(folder.resolve("page" + page + ".html"), html.append("</main></body></html>\n"));
        }
        return pages;
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
