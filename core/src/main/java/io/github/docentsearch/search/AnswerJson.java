package io.github.docentsearch.search;

import java.util.List;

/**
 * Answers as JSON for the browser's own parser: the smallest bridge between the engine and its glue.
 *
 * <p>Scores are integers in millionths, as formatting a float would be a large part of the engine.
 */
public final class AnswerJson {
    private final StringBuilder out = new StringBuilder(2048);

    private AnswerJson() {}

    /** The answer as one JSON object. */
    public static String write(Answer answer) {
        AnswerJson json = new AnswerJson();
        json.out.append("{\"total\":").append(answer.total());
        json.out
                .append(",\"semantic\":")
                .append(answer.semantic() ? "true" : "false")
                .append(",\"hits\":[");
        List<Hit> hits = answer.hits();
        for (int i = 0; i < hits.size(); i++) {
            if (i > 0) {
                json.out.append(',');
            }
            json.hit(hits.get(i));
        }
        json.out.append(']');
        json.facets(answer.facets());
        return json.out.append('}').toString();
    }

    /**
     * A failure as one JSON object.
     *
     * @param code of the public API's {@code DocentError}
     * @param message what happened and what to do
     * @param offset where in the file, in bytes; -1 if that means nothing here
     */
    public static String writeError(String code, String message, int offset) {
        AnswerJson json = new AnswerJson();
        json.out.append("{\"error\":{");
        json.field("code", code);
        json.out.append(',');
        json.field("message", message);
        json.out.append(",\"offset\":").append(offset);
        return json.out.append("}}").toString();
    }

    private void facets(List<Facet> facets) {
        out.append(",\"facets\":{");
        for (int i = 0; i < facets.size(); i++) {
            Facet facet = facets.get(i);
            boolean first = i == 0 || !facets.get(i - 1).name().equals(facet.name());
            if (i > 0) {
                out.append(first ? "}," : ",");
            }
            if (first) {
                string(facet.name());
                out.append(":{");
            }
            string(facet.value());
            out.append(':').append(facet.count());
        }
        out.append(facets.isEmpty() ? "}" : "}}");
    }

    private void hit(Hit hit) {
        out.append("{\"id\":").append(hit.chunk()).append(',');
        field("url", hit.url());
        out.append(',');
        field("pageTitle", hit.pageTitle());
        out.append(',');
        field("title", hit.title());
        out.append(",\"breadcrumbs\":");
        strings(hit.breadcrumbs());
        out.append(",\"excerpt\":[");
        for (int i = 0; i < hit.excerpt().size(); i++) {
            Hit.Segment segment = hit.excerpt().get(i);
            out.append(i > 0 ? ",{" : "{");
            field("text", segment.text());
            out.append(",\"match\":").append(segment.match() ? "true" : "false");
            out.append(segment.code() ? ",\"code\":true}" : "}");
        }
        out.append("],\"score\":").append(Math.round(hit.score() * 1_000_000)).append(',');
        field("via", hit.via());
        out.append(",\"filters\":");
        strings(hit.filters());
        if (!hit.older().isEmpty()) {
            out.append(",\"older\":");
            strings(hit.older());
        }
        out.append('}');
    }

    private void strings(List<String> strings) {
        out.append('[');
        for (int i = 0; i < strings.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            string(strings.get(i));
        }
        out.append(']');
    }

    private void field(String name, String value) {
        string(name);
        out.append(':');
        string(value);
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ') {
                out.append(c);
            } else {
                out.append("\\u00").append(c >>> 4).append("0123456789abcdef".charAt(c & 15));
            }
        }
        out.append('"');
    }
}
