package io.github.docentsearch.indexer.publish;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes {@code manifest.json}: what machines may want to know of a published search. */
public final class Manifest {
    private Manifest() {}

    /** @param files all but the manifest and the report, already linked */
    public static byte[] write(SearchFiles files, SiteReport report) {
        JsonWriter json = new JsonWriter().startObject();
        json.name("generator").string("Docent");
        json.name("generatorVersion").string(report.docentVersion());
        json.name("formatVersion").number(report.formatVersion());
        json.name("version").string(files.version());
        json.name("pages").number(report.contents().pages());
        json.name("sections").number(report.contents().sections());
        json.name("chunks").number(report.contents().chunks());
        json.name("skipped").number(report.findings().skipped().size());
        writeMeaning(json, report.meaning());
        SiteReport.FirstSearch first = report.firstSearch();
        json.name("firstSearch").startObject();
        json.name("keywordBytes").number(first.keywordBytes());
        json.name("keywordRequests").number(first.keywordRequests());
        json.name("meaningBytes").number(first.meaningBytes());
        json.name("meaningRequests").number(first.meaningRequests());
        json.endObject();
        json.name("indexParts").startObject();
        for (SiteReport.Part part : report.indexParts()) {
            json.name(part.name()).number(part.bytes());
        }
        json.endObject();
        json.name("files").startObject();
        for (String name : files.files().keySet()) {
            json.name(name).startObject();
            json.name("bytes").number(files.size(name));
            json.name("gzippedBytes").number(files.gzippedSize(name));
            json.name("hash").string(files.hash(name));
            json.endObject();
        }
        json.endObject();
        return (json.endObject() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void writeMeaning(JsonWriter json, SiteReport.@Nullable Meaning meaning) {
        if (meaning == null) {
            json.name("dimensions").number(0);
            json.name("queryEncoder").string("none");
            return;
        }
        json.name("dimensions").number(meaning.dimensions());
        json.name("queryEncoder").string(meaning.queryEncoder());
        json.name("recallAt10").number(meaning.recallAt10());
        json.name("recallQueries").number(meaning.recallQueries());
        json.name("recallCurve").startArray();
        for (SiteReport.RecallPoint point : meaning.recallCurve()) {
            json.startObject();
            json.name("efSearch").number(point.efSearch());
            json.name("recallAt10").number(point.recallAt10());
            json.name("scoredPerQuery").number(point.scoredPerQuery());
            json.endObject();
        }
        json.endArray();
        json.name("model").startObject();
        json.name("name").string(meaning.model());
        json.name("fingerprint").string(meaning.fingerprint());
        json.endObject();
        json.name("encoders").startObject();
        for (SiteReport.EncoderAgreement encoder : meaning.encoders()) {
            json.name(encoder.name()).startObject();
            json.name("meanCosine").number(encoder.meanCosine());
            json.name("fifthPercentileCosine").number(encoder.fifthPercentileCosine());
            json.name("overlapAt10").number(encoder.overlapAt10());
            json.name("note").string(encoder.note());
            json.endObject();
        }
        json.endObject();
        json.name("vectors").startObject();
        json.name("encoding").string(meaning.vectorEncoding());
        json.name("m").number(meaning.m());
        json.name("efConstruction").number(meaning.efConstruction());
        json.name("efSearch").number(meaning.efSearch());
        json.name("seed").number(meaning.seed());
        json.endObject();
    }
}
