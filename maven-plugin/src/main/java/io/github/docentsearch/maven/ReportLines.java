package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexReport;
import java.io.File;
import java.util.Locale;

/** Words a report for the log. */
final class ReportLines {
    private ReportLines() {}

    /** One line: what is in the index, what it weighs, what recall it has, how long it took. */
    static String summary(IndexReport report) {
        StringBuilder line = new StringBuilder();
        line.append(count(report.pages(), "page")).append(" and ").append(count(report.chunks(), "section"));
        line.append(" are searchable: index ").append(size(report.indexBytes()));
        if (report.queryModelBytes() > 0) {
            line.append(", query model ").append(size(report.queryModelBytes()));
        }
        line.append(", engine ").append(size(report.engineGzippedBytes())).append(" gzipped");
        if (!Double.isNaN(report.recallAt10())) {
            line.append(String.format(Locale.ROOT, ", recall@10 %.3f", report.recallAt10()));
        }
        return line.append(String.format(Locale.ROOT, ", %.1f s.", report.elapsedMillis() / 1000.0))
                .toString();
    }

    /** The address of the site's first page, as a terminal makes it clickable. */
    static String address(File siteDirectory) {
        return new File(siteDirectory, "index.html").toURI().toString().replaceFirst("^file:/(?!/)", "file:///");
    }

    private static String count(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f KB", bytes / 1000.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }
}
