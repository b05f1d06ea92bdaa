package io.github.docentsearch.indexer.publish;

import static io.github.docentsearch.indexer.publish.Charts.decimals;

import io.github.docentsearch.indexer.crawl.SkippedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes {@code report.html}: one page for the documentation team, without scripts, in light and dark. */
public final class ReportPage {
    /** Longer lists end with how many more there are: the report should open at once on any site. */
    private static final int MAX_LISTED = 500;

    private static final int HISTOGRAM_BARS = 12;

    /** Bits a second and seconds of delay per request, as browsers' developer tools imitate these networks. */
    private record Network(String name, double bitsPerSecond, double secondsPerRequest) {}

    private static final List<Network> NETWORKS = List.of(
            new Network("4G (9 Mbit/s, 170 ms)", 9e6, 0.17), new Network("slow 3G (0.4 Mbit/s, 400 ms)", 4e5, 0.4));

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2430; --soft: #5a6472; --paper: #fff; --line: #d9dee5; --accent: #2a62c4;
              --card: #f5f7fa; --warn: #8a4b00; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #a3adba; --paper: #14181f; --line: #343c48;
              --accent: #7eaaf5; --card: #1d232c; --warn: #f0b45f; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
              max-width: 60rem; padding: 1.5rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.7rem; margin: 0 0 .3rem; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .5rem; }
            p { margin: .4rem 0 .8rem; } a { color: var(--accent); }
            .soft, figcaption { color: var(--soft); } .warn { color: var(--warn); }
            .numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .7rem; padding: 0;
              margin: 1rem 0; list-style: none; }
            .numbers li { background: var(--card); border-radius: .5rem; padding: .7rem .9rem; }
            .numbers b { display: block; font-size: 1.35rem; }
            table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
            th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top;
              font-weight: normal; }
            thead th { color: var(--soft); font-size: .9rem; } .figures td { text-align: right; font-variant-numeric: tabular-nums; }
            .figures thead th:not(:first-child) { text-align: right; }
            figure { margin: .5rem 0 1rem; } svg { width: 100%; height: auto; max-width: 44rem; }
            svg text { font: 12px system-ui, sans-serif; fill: var(--soft); } .grid { stroke: var(--line); }
            .bar, .dot { fill: var(--accent); } .chosen { stroke: var(--ink); stroke-width: 2; }
            .line { fill: none; stroke: var(--accent); stroke-width: 2; }
            .figures th, .figures td { overflow-wrap: normal; } .share { display: inline-block; min-width: 4.2rem; }
            meter { width: 9rem; height: .8rem; } details > summary { cursor: pointer; }
            """;

    private final HtmlWriter html = new HtmlWriter();
    private final SearchFiles files;
    private final SiteReport report;
    private final String toRoot;

    private ReportPage(SearchFiles files, SiteReport report, String outputFolder) {
        this.files = files;
        this.report = report;
        this.toRoot = "../".repeat(outputFolder.split("/").length);
    }

    /**
     * @param files all but the manifest and the report, already linked
     * @param outputFolder the search folder, relative to the site's root
     */
    public static byte[] write(SearchFiles files, SiteReport report, String outputFolder) {
        ReportPage page = new ReportPage(files, report, outputFolder);
        page.write();
        return page.html.toBytes();
    }

    private void write() {
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"robots\" content=\"noindex\">\n<title>Search report</title>\n<style>\n")
                .raw(STYLE);
        html.raw("</style>\n</head>\n<body>\n<h1>Search report</h1>\n");
        html.raw("<p class=\"soft\">What Docent ").text(report.docentVersion());
        html.raw(" indexed on this site, what it weighs, and what readers may not find. Hash of its files: ")
                .text(files.version());
        html.raw(".</p>\n");
        writeSummary();
        writeHardToFind();
        writeFirstSearch();
        writeBytes();
        writeMeaning();
        writeContents();
        writeSkipped();
        html.raw("</body>\n</html>\n");
    }

    private void writeSummary() {
        SiteReport.Contents contents = report.contents();
        html.raw("<ul class=\"numbers\">\n");
        number(count(contents.pages()), "pages");
        number(count(contents.sections()), "sections");
        number(count(contents.chunks()), "chunks of them");
        number(bytes(files.size("search-index.bin")), "search index");
        if (report.meaning() != null) {
            number(bytes(files.size("query-model.bin")), "query encoder");
            number(decimals(report.meaning().recallAt10(), 3), "recall at 10");
        }
        number(count(report.findings().skipped().size()), "files skipped");
        html.raw("</ul>\n");
    }

    private void number(String number, String what) {
        html.raw("<li>").element("b", number).raw(" ").text(what).raw("</li>\n");
    }

    private void writeHardToFind() {
        List<SiteReport.HardToFind> pages = report.findings().hardToFind();
        int asked = report.findings().pagesAskedFor();
        boolean isSample = asked < report.contents().pages();
        String sample = "the " + count(asked) + " pages, evenly chosen, that were asked for";
        html.raw("<h2>Pages that their own title does not find</h2>\n");
        if (pages.isEmpty()) {
            html.element(
                            "p",
                            "None: " + (isSample ? "each of " + sample : "every page")
                                    + " is among the first three for its own title.")
                    .raw("\n");
            return;
        }
        if (isSample) {
            html.element("p", "These are " + count(pages.size()) + " of " + sample + ".")
                    .raw("\n");
        }
        html.raw(
                "<p>Readers who type these titles see other pages first. A title that says what the page alone is about"
                        + " helps.</p>\n<table>\n<thead><tr><th>Page</th><th>Title</th><th>Place</th><th>First instead</th></tr></thead>\n");
        for (SiteReport.HardToFind page : firstOf(pages)) {
            html.raw("<tr><td>")
                    .link(toRoot + page.url(), page.url())
                    .raw("</td>")
                    .element("td", page.title());
            html.element("td", page.place() == 0 ? "not found" : String.valueOf(page.place()))
                    .raw("<td>");
            if (!page.insteadUrl().isEmpty()) {
                html.link(toRoot + page.insteadUrl(), page.insteadUrl());
            }
            html.raw("</td></tr>\n");
        }
        html.raw("</table>\n");
        writeRest(pages.size());
    }

    private void writeFirstSearch() {
        SiteReport.FirstSearch first = report.firstSearch();
        html.raw("<h2>What a first search costs</h2>\n<p>Over the network, with an empty cache.</p>\n");
        html.raw(
                "<table class=\"figures\">\n<thead><tr><th>Until the first answer</th><th>Bytes</th><th>Requests</th>");
        for (Network network : NETWORKS) {
            html.element("th", network.name);
        }
        html.raw("</tr></thead>\n");
        writeCost("by keywords", first.keywordBytes(), first.keywordRequests());
        if (first.meaningBytes() > 0) {
            writeCost("by meaning", first.meaningBytes(), first.meaningRequests());
        }
        html.raw("</table>\n");
    }

    private void writeCost(String name, long bytes, int requests) {
        String[] cells = new String[2 + NETWORKS.size()];
        cells[0] = bytes(bytes);
        cells[1] = String.valueOf(requests);
        for (int i = 0; i < NETWORKS.size(); i++) {
            Network network = NETWORKS.get(i);
            // requests of one step go out together; a search takes about three steps
            double seconds = 8 * bytes / network.bitsPerSecond + Math.min(requests, 3) * network.secondsPerRequest;
            cells[2 + i] = decimals(seconds, 1) + " s";
        }
        html.row(name, cells);
    }

    private void writeBytes() {
        html.raw(
                "<h2>Bytes</h2>\n<table class=\"figures\">\n<thead><tr><th>File</th><th>Bytes</th><th>Gzipped</th></tr></thead>\n");
        for (String name : files.files().keySet()) {
            if (!name.startsWith("disk/")) {
                html.row(name, bytes(files.size(name)), bytes(files.gzippedSize(name)));
            }
        }
        long disk = 0;
        for (String name : files.files().keySet()) {
            disk += name.startsWith("disk/") ? files.size(name) : 0;
        }
        if (disk > 0) {
            html.row("disk/ (read only when the site is opened from disk)", bytes(disk), "");
        }
        html.raw("</table>\n");
        if (report.indexParts().isEmpty()) {
            return;
        }
        long whole = Math.max(
                1,
                report.indexParts().stream().mapToLong(SiteReport.Part::bytes).sum());
        html.raw(
                "<h3>search-index.bin</h3>\n<table class=\"figures\">\n<thead><tr><th>Part</th><th>Bytes</th><th>Per chunk</th>"
                        + "<th>Share</th></tr></thead>\n");
        int chunks = Math.max(1, report.contents().chunks());
        for (SiteReport.Part part : report.indexParts()) {
            String share = decimals(100.0 * part.bytes() / whole, 1);
            html.raw("<tr><th scope=\"row\">").text(part.name()).raw("</th>").element("td", bytes(part.bytes()));
            html.element("td", decimals(part.bytes() / (double) chunks, 1));
            html.raw("<td>").raw(meter(share)).raw("</td></tr>\n");
        }
        html.raw("</table>\n");
    }

    private static String meter(String percent) {
        return "<meter max=\"100\" value=\"" + percent + "\">" + percent + " %</meter><span class=\"share\">" + percent
                + " %</span>";
    }

    private void writeMeaning() {
        SiteReport.Meaning meaning = report.meaning();
        html.raw("<h2>Search by meaning</h2>\n");
        if (meaning == null) {
            html.raw("<p>Switched off: this search answers by keywords only.</p>\n");
            return;
        }
        html.raw("<table>\n");
        html.row("Model", meaning.model() + " (" + meaning.fingerprint() + ")");
        html.row("Vectors", meaning.dimensions() + " dimensions, stored as " + meaning.vectorEncoding());
        html.row(
                "Graph",
                "m " + meaning.m() + ", efConstruction " + meaning.efConstruction() + ", efSearch " + meaning.efSearch()
                        + ", seed " + meaning.seed());
        html.row("Query encoder", meaning.queryEncoder());
        html.row(
                "Recall at 10",
                decimals(meaning.recallAt10(), 4) + " on " + count(meaning.recallQueries()) + " queries, against exact"
                        + " search in float32");
        html.raw("</table>\n");
        if (!meaning.recallCurve().isEmpty()) {
            html.raw("<figure>\n").raw(Charts.recallCurve(meaning.recallCurve(), meaning.efSearch()));
            html.raw(
                    "<figcaption>Recall at 10 against efSearch; the ring marks the default.</figcaption>\n</figure>\n");
            html.raw("<details><summary>The same in figures</summary>\n<table class=\"figures\">\n"
                    + "<thead><tr><th>efSearch</th><th>Recall at 10</th><th>Vectors compared</th></tr></thead>\n");
            for (SiteReport.RecallPoint point : meaning.recallCurve()) {
                html.row(
                        String.valueOf(point.efSearch()),
                        decimals(point.recallAt10(), 4),
                        decimals(point.scoredPerQuery(), 0));
            }
            html.raw("</table>\n</details>\n");
        }
        if (!meaning.encoders().isEmpty()) {
            html.raw(
                    "<h3>Query encoders beside the model itself</h3>\n<table class=\"figures\">\n<thead><tr><th>Encoder</th>"
                            + "<th>Mean cosine</th><th>5th percentile</th><th>Overlap of the ten nearest</th><th></th></tr></thead>\n");
            for (SiteReport.EncoderAgreement encoder : meaning.encoders()) {
                html.row(
                        encoder.name(),
                        decimals(encoder.meanCosine(), 4),
                        decimals(encoder.fifthPercentileCosine(), 4),
                        decimals(encoder.overlapAt10(), 3),
                        encoder.note());
            }
            html.raw("</table>\n");
        }
    }

    private void writeContents() {
        SiteReport.Contents contents = report.contents();
        html.raw("<h2>What is indexed</h2>\n");
        int[] lengths = contents.chunkTokens();
        if (lengths.length > 0) {
            int longest = 1;
            for (int length : lengths) {
                longest = Math.max(longest, length);
            }
            int step = (longest + HISTOGRAM_BARS) / HISTOGRAM_BARS;
            int[] bars = new int[HISTOGRAM_BARS];
            for (int length : lengths) {
                bars[length / step]++;
            }
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < HISTOGRAM_BARS; i++) {
                labels.add(i * step + "–" + ((i + 1) * step - 1));
            }
            html.raw("<figure>\n").raw(Charts.histogram("Chunks by length in word pieces", labels, bars));
            html.raw(
                    "<figcaption>Chunks by their length in word pieces. A section longer than the model reads at once is"
                            + " several chunks.</figcaption>\n</figure>\n");
        }
        writeCounts("Language", contents.sortedLanguages(), "not said (no lang attribute)");
        contents.filters().forEach((name, values) -> writeCounts("Filter " + name, values, ""));
    }

    private void writeCounts(String what, Map<String, Integer> counts, String nameOfEmpty) {
        if (counts.isEmpty()) {
            return;
        }
        html.raw("<table class=\"figures\">\n<thead><tr>").element("th", what);
        html.raw("<th>Pages</th><th>Share</th></tr></thead>\n");
        int shown = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (++shown > MAX_LISTED) {
                break;
            }
            String name = entry.getKey().isEmpty() ? nameOfEmpty : entry.getKey();
            html.raw("<tr><th scope=\"row\">").text(name).raw("</th>").element("td", count(entry.getValue()));
            html.raw("<td>")
                    .raw(meter(decimals(
                            100.0 * entry.getValue() / report.contents().pages(), 1)))
                    .raw("</td></tr>\n");
        }
        html.raw("</table>\n");
    }

    private void writeSkipped() {
        SiteReport.Findings findings = report.findings();
        if (!findings.complaints().isEmpty()) {
            html.raw("<h2>Pages with a fault</h2>\n<p>They are searched all the same.</p>\n");
            writeFiles(findings.complaints());
        }
        html.raw("<h2>Pages without text</h2>\n");
        if (findings.withoutText().isEmpty()) {
            html.raw("<p>None.</p>\n");
        } else {
            html.raw("<p>Found by their title only.</p>\n<ul>\n");
            for (String path : firstOf(findings.withoutText())) {
                html.element("li", path).raw("\n");
            }
            html.raw("</ul>\n");
            writeRest(findings.withoutText().size());
        }
        List<SkippedFile> copies = new ArrayList<>();
        SortedMap<String, List<SkippedFile>> byReason = new TreeMap<>();
        for (SkippedFile file : findings.skipped()) {
            if (file.reason().startsWith("says the same as ") || file.reason().startsWith("is a copy of ")) {
                copies.add(file);
            } else {
                String reason = file.reason().replaceFirst("^(sends its visitors on to) .*", "$1 another page");
                byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(file);
            }
        }
        html.raw("<h2>Duplicates</h2>\n");
        if (copies.isEmpty()) {
            html.raw("<p>None.</p>\n");
        } else {
            html.raw("<p>They are left out: the page named beside is found in their place.</p>\n");
            writeFiles(copies);
        }
        if (!findings.repeated().isEmpty()) {
            html.raw(
                            "<h2>Repeated sections</h2>\n<p>They stand on many pages, without an anchor of their own: a template's")
                    .raw(" words, it seems. They are found on the page named beside alone.</p>\n");
            writeFiles(findings.repeated());
        }
        html.raw("<h2>What else was skipped, and why</h2>\n");
        if (byReason.isEmpty()) {
            html.raw("<p>Nothing.</p>\n");
            return;
        }
        for (Map.Entry<String, List<SkippedFile>> entry : byReason.entrySet()) {
            html.raw("<details><summary>")
                    .text(count(entry.getValue().size()) + ": " + entry.getKey())
                    .raw("</summary>\n");
            writeFiles(entry.getValue());
            html.raw("</details>\n");
        }
    }

    private void writeFiles(List<SkippedFile> list) {
        html.raw("<table>\n");
        for (SkippedFile file : firstOf(list)) {
            html.row(file.path(), file.reason());
        }
        html.raw("</table>\n");
        writeRest(list.size());
    }

    private void writeRest(int size) {
        if (size > MAX_LISTED) {
            html.raw("<p class=\"soft\">… and ").text(count(size - MAX_LISTED)).raw(" more.</p>\n");
        }
    }

    private static <T> List<T> firstOf(List<T> list) {
        return list.size() > MAX_LISTED ? list.subList(0, MAX_LISTED) : list;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(long bytes) {
        if (bytes < 10_000) {
            return count(bytes) + " B";
        }
        return bytes < 1_000_000 ? decimals(bytes / 1e3, 1) + " kB" : decimals(bytes / 1e6, 2) + " MB";
    }
}
