package io.github.docentsearch.indexer.publish;

import java.util.List;
import java.util.Locale;

/** The plots of the report, as SVG that needs no script. Colours are the page's custom properties. */
final class Charts {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;
    private static final int LEFT = 52;
    private static final int BOTTOM = 36;
    private static final int TOP = 16;
    private static final int RIGHT = 16;

    private Charts() {}

    /** Recall against efSearch, which grows to the right by powers; the default's point is ringed. */
    static String recallCurve(List<SiteReport.RecallPoint> points, int defaultEf) {
        double least = 1;
        for (SiteReport.RecallPoint point : points) {
            least = Math.min(least, point.recallAt10());
        }
        double floor = Math.min(0.95, Math.floor(least * 20) / 20);
        double first = Math.log(points.get(0).efSearch());
        double last = Math.log(points.get(points.size() - 1).efSearch());
        StringBuilder svg = start("Recall at 10 for each value of efSearch");
        for (int i = 0; i <= 4; i++) {
            double recall = floor + (1 - floor) * i / 4;
            gridLine(svg, y(recall, floor), decimals(recall, 3));
        }
        StringBuilder line = new StringBuilder();
        for (SiteReport.RecallPoint point : points) {
            double share = last > first ? (Math.log(point.efSearch()) - first) / (last - first) : 0.5;
            String x = decimals(LEFT + share * (WIDTH - LEFT - RIGHT), 1);
            String y = decimals(y(point.recallAt10(), floor), 1);
            line.append(x).append(',').append(y).append(' ');
            boolean isDefault = point.efSearch() == defaultEf;
            svg.append("<circle class=\"").append(isDefault ? "dot chosen" : "dot");
            svg.append("\" cx=\"")
                    .append(x)
                    .append("\" cy=\"")
                    .append(y)
                    .append("\" r=\"")
                    .append(isDefault ? 6 : 4);
            svg.append("\"><title>efSearch ").append(point.efSearch()).append(": ");
            svg.append(decimals(point.recallAt10(), 4)).append("</title></circle>\n");
            label(svg, x, HEIGHT - BOTTOM + 18, "middle", String.valueOf(point.efSearch()));
        }
        svg.append("<polyline class=\"line\" points=\"")
                .append(line.toString().strip())
                .append("\"/>\n");
        label(svg, String.valueOf((LEFT + WIDTH - RIGHT) / 2), HEIGHT - 2, "middle", "efSearch");
        return svg.append("</svg>\n").toString();
    }

    /**
     * Bars of equal width.
     *
     * @param labels of the bars, two or more words or numbers; below a bar stands the first
     */
    static String histogram(String title, List<String> labels, int[] counts) {
        int highest = 1;
        for (int count : counts) {
            highest = Math.max(highest, count);
        }
        int most = 4 * niceStep(highest);
        StringBuilder svg = start(title);
        for (int i = 0; i <= 4; i++) {
            gridLine(svg, HEIGHT - BOTTOM - i * (HEIGHT - BOTTOM - TOP) / 4.0, String.valueOf(most / 4 * i));
        }
        double step = (WIDTH - LEFT - RIGHT) / (double) counts.length;
        for (int i = 0; i < counts.length; i++) {
            double height = (HEIGHT - BOTTOM - TOP) * (double) counts[i] / most;
            double x = LEFT + i * step;
            svg.append("<rect class=\"bar\" x=\"").append(decimals(x + 1, 1));
            svg.append("\" y=\"").append(decimals(HEIGHT - BOTTOM - height, 1));
            svg.append("\" width=\"").append(decimals(Math.max(1, step - 2), 1));
            svg.append("\" height=\"").append(decimals(height, 1)).append("\"><title>");
            svg.append(labels.get(i)).append(": ").append(counts[i]).append("</title></rect>\n");
            label(
                    svg,
                    decimals(x, 1),
                    HEIGHT - BOTTOM + 18,
                    "middle",
                    labels.get(i).split("–", 2)[0]);
        }
        return svg.append("</svg>\n").toString();
    }

    /** The least of 1, 2, 5, 10, 20, 50 and so on, four of which reach {@code highest}. */
    private static int niceStep(int highest) {
        int decade = 1;
        while (4L * 10 * decade <= highest) {
            decade *= 10;
        }
        for (int factor : new int[] {1, 2, 5}) {
            if (4L * factor * decade >= highest) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    private static StringBuilder start(String title) {
        return new StringBuilder(
                "<svg role=\"img\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" aria-label=\"" + title + "\">\n");
    }

    private static double y(double recall, double floor) {
        return HEIGHT - BOTTOM - (recall - floor) / (1 - floor) * (HEIGHT - BOTTOM - TOP);
    }

    private static void gridLine(StringBuilder svg, double y, String text) {
        svg.append("<line class=\"grid\" x1=\"" + LEFT + "\" x2=\"" + (WIDTH - RIGHT) + "\" y1=\"");
        svg.append(decimals(y, 1)).append("\" y2=\"").append(decimals(y, 1)).append("\"/>\n");
        label(svg, String.valueOf(LEFT - 8), y + 4, "end", text);
    }

    private static void label(StringBuilder svg, String x, double y, String anchor, String text) {
        svg.append("<text x=\"").append(x).append("\" y=\"").append(decimals(y, 1));
        svg.append("\" text-anchor=\"")
                .append(anchor)
                .append("\">")
                .append(text)
                .append("</text>\n");
    }

    static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
