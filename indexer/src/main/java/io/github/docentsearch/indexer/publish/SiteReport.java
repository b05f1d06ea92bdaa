package io.github.docentsearch.indexer.publish;

import io.github.docentsearch.indexer.crawl.SkippedFile;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was built, in numbers: the source of {@code manifest.json} and {@code report.html}. Holds nothing that differs
 * between two builds of the same site.
 *
 * @param docentVersion version of Docent, for example {@code 0.1.0}
 * @param formatVersion version of the index format
 * @param contents what is in the index
 * @param meaning the search by meaning; {@code null} if there is none
 * @param firstSearch what a reader downloads for a first answer
 * @param indexParts what {@code search-index.bin} consists of
 * @param findings what the documentation team may want to mend
 */
public record SiteReport(
        String docentVersion,
        int formatVersion,
        Contents contents,
        @Nullable Meaning meaning,
        FirstSearch firstSearch,
        List<Part> indexParts,
        Findings findings) {

    public SiteReport {
        indexParts = List.copyOf(indexParts);
    }

    /**
     * @param pages pages in the index
     * @param sections sections of these pages
     * @param chunks chunks of these sections
     * @param languages pages by their {@code lang}; the empty string for pages without
     * @param filters pages by value of each filter, for example of {@code kind}
     * @param chunkTokens word pieces of each chunk's text, in any order
     */
    public record Contents(
            int pages,
            int sections,
            int chunks,
            Map<String, Integer> languages,
            Map<String, Map<String, Integer>> filters,
            int[] chunkTokens) {

        public Contents {
            languages = new TreeMap<>(languages);
        }

        SortedMap<String, Integer> sortedLanguages() {
            return new TreeMap<>(languages);
        }
    }

    /**
     * @param model what embedded the chunks, for example {@code all-MiniLM-L6-v2}
     * @param fingerprint hash of the model's files
     * @param dimensions length of a vector
     * @param vectorEncoding how vectors are stored, for example {@code int8}
     * @param queryEncoder {@code static}, {@code both} or {@code transformer}
     * @param m neighbours per node of the graph
     * @param efConstruction candidates while the graph was built
     * @param efSearch candidates while searching, by default
     * @param seed seed of the graph's levels
     * @param recallAt10 of the ten nearest by exact float32 search, the share that the index finds, from 0 to 1
     * @param recallQueries queries that this was measured with
     * @param recallCurve the same at other values of {@code efSearch}, ascending; may be empty
     * @param encoders how well each query encoder agrees with the model itself; may be empty
     */
    public record Meaning(
            String model,
            String fingerprint,
            int dimensions,
            String vectorEncoding,
            String queryEncoder,
            int m,
            int efConstruction,
            int efSearch,
            int seed,
            double recallAt10,
            int recallQueries,
            List<RecallPoint> recallCurve,
            List<EncoderAgreement> encoders) {

        public Meaning {
            recallCurve = List.copyOf(recallCurve);
            encoders = List.copyOf(encoders);
        }
    }

    /**
     * @param efSearch candidates kept while searching
     * @param recallAt10 from 0 to 1
     * @param scoredPerQuery vectors compared with the query, on average
     */
    public record RecallPoint(int efSearch, double recallAt10, double scoredPerQuery) {}

    /**
     * A query encoder beside the model that embedded the pages, on this site's own text.
     *
     * @param name {@code static} or {@code transformer}
     * @param meanCosine of its vectors and the model's, from -1 to 1
     * @param fifthPercentileCosine the cosine that 95 of 100 texts exceed
     * @param overlapAt10 share of the ten nearest chunks that both find, from 0 to 1
     * @param note how it was built, for example {@code 5 bits, value projections 8 bits}; may be empty
     */
    public record EncoderAgreement(
            String name, double meanCosine, double fifthPercentileCosine, double overlapAt10, String note) {}

    /**
     * Bytes over the network with an empty cache, script of the page included.
     *
     * @param keywordBytes until the first answer by keywords
     * @param keywordRequests requests for that
     * @param meaningBytes until the first answer by meaning, all of the above included; 0 without
     * @param meaningRequests requests for that
     */
    public record FirstSearch(long keywordBytes, int keywordRequests, long meaningBytes, int meaningRequests) {}

    /**
     * @param name for example {@code vectors}
     * @param bytes as stored in the file
     */
    public record Part(String name, long bytes) {}

    /**
     * @param skipped pages that are not in the index, and why
     * @param complaints pages that are, although something is wrong with them: their charset, no box in them
     * @param repeated sections without an anchor of their own that stand on many pages, with the path of the one page that they
     *     are found on
     * @param withoutText pages with a heading and no words below it
     * @param pagesAskedFor pages that were looked for by their own title: all, or evenly chosen ones of a large site
     * @param hardToFind those of them that their own title does not find
     */
    public record Findings(
            List<SkippedFile> skipped,
            List<SkippedFile> complaints,
            List<SkippedFile> repeated,
            List<String> withoutText,
            int pagesAskedFor,
            List<HardToFind> hardToFind) {

        public Findings {
            skipped = List.copyOf(skipped);
            complaints = List.copyOf(complaints);
            repeated = List.copyOf(repeated);
            withoutText = List.copyOf(withoutText);
            hardToFind = List.copyOf(hardToFind);
        }
    }

    /**
     * @param url of the page, relative to the site's root
     * @param title the page's title, which was asked for
     * @param place where the page came in the answer, from 1; 0 if it was not in it
     * @param insteadUrl the page that came first; empty if nothing was found
     */
    public record HardToFind(String url, String title, int place, String insteadUrl) {}
}
