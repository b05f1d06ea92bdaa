package io.github.docentsearch.indexer.build;

import io.github.docentsearch.bytes.Utf8;
import io.github.docentsearch.lexical.Bm25;
import io.github.docentsearch.lexical.LexicalSearcher;
import io.github.docentsearch.lexical.TermBlocks;
import io.github.docentsearch.lexical.TermGroup;
import io.github.docentsearch.text.EnglishStemmer;
import io.github.docentsearch.text.StopWords;
import io.github.docentsearch.text.TermAnalyzer;
import io.github.docentsearch.text.TermList;
import io.github.docentsearch.text.Unicode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the keyword index: counts the terms of every chunk by field, then weighs and writes them.
 *
 * <p>Call {@link #add} for the chunks in the order of their ordinals, then {@link #build}.
 */
public final class LexicalIndexBuilder {
    /** Fields of a chunk; the numbers are those of {@link Bm25}. */
    private static final int FIELDS = 4;

    /**
     * How the fields count.
     *
     * @param boosts factor of a term's frequency in code, body, heading, title, at least 0
     * @param lengthNormalization BM25's b for the same fields, 0 (length does not matter) to 1
     */
    public record Weights(float[] boosts, float[] lengthNormalization) {
        /** What measured best, see the manual's page on relevance. */
        public static final Weights DEFAULT =
                new Weights(new float[] {0.8f, 1f, 4f, 3f}, new float[] {0.5f, 0.65f, 0.4f, 0.4f});
    }

    /**
     * The texts of a chunk by field.
     *
     * @param pageTitle the page's title
     * @param headings the headings above the chunk within its page, outermost first, its own last; without the page's title
     * @param firstOfPage whether it is the first chunk of its page
     * @param firstOfSection whether it is the first chunk under its own heading
     * @param body its text without code
     * @param code its code
     * @param qualifier what stands before the title where it is written in full: a type's package; empty for most pages
     * @param weight what its frequencies are multiplied by: 1 for most, more for what matters more
     */
    public record Fields(
            String pageTitle,
            List<String> headings,
            boolean firstOfPage,
            boolean firstOfSection,
            String body,
            String code,
            String qualifier,
            float weight) {}

    /** Exact headings that more sections share say nothing about any of them ("See also"). */
    private static final int MAX_SAME_HEADING = 12;

    private final TermAnalyzer analyzer;
    private final TermList terms = new TermList();
    private final Weights weights;
    private final Map<String, Postings> postings = new HashMap<>();
    private final Map<String, TreeMap<Integer, Integer>> exactKeys = new HashMap<>();
    private final List<int[]> lengths = new ArrayList<>();
    private final List<Float> chunkWeights = new ArrayList<>();

    public LexicalIndexBuilder(Unicode normalizer) {
        this(normalizer, Weights.DEFAULT);
    }

    public LexicalIndexBuilder(Unicode normalizer, Weights weights) {
        analyzer = new TermAnalyzer(normalizer);
        this.weights = weights;
    }

    /** Adds the next chunk. */
    public void add(Fields fields) {
        int chunk = lengths.size();
        lengths.add(new int[FIELDS]);
        chunkWeights.add(fields.weight());
        int headingCount = fields.headings().size();
        String own = headingCount == 0 ? fields.pageTitle() : fields.headings().get(headingCount - 1);
        addField(chunk, Bm25.FIELD_HEADING, own);
        if (headingCount > 0) {
            addField(chunk, Bm25.FIELD_TITLE, fields.pageTitle());
            for (String above : fields.headings().subList(0, headingCount - 1)) {
                addField(chunk, Bm25.FIELD_TITLE, above);
            }
        }
        addField(chunk, Bm25.FIELD_BODY, fields.body());
        addField(chunk, Bm25.FIELD_CODE, fields.code());
        if (fields.firstOfPage()) {
            for (String name : ExactNames.of(fields.pageTitle())) {
                addExact(name, chunk, Bm25.FIELD_TITLE);
            }
            addQualified(fields.qualifier(), fields.pageTitle(), chunk, Bm25.FIELD_TITLE);
        }
        if (fields.firstOfSection() && headingCount > 0) {
            for (String name : ExactNames.of(own)) {
                addExact(name, chunk, Bm25.FIELD_HEADING);
                for (String owner : ExactNames.of(fields.pageTitle())) {
                    addExact(owner + "." + name, chunk, Bm25.FIELD_BODY);
                }
                addQualified(fields.qualifier(), name, chunk, Bm25.FIELD_BODY);
            }
        }
    }

    private void addQualified(String qualifier, String name, int chunk, int field) {
        if (!qualifier.isEmpty()) {
            addExact(qualifier + "." + name, chunk, field);
        }
    }

    private void addField(int chunk, int field, String text) {
        analyzer.analyze(text, terms);
        int length = 0;
        for (int i = 0; i < terms.size(); i++) {
            String term = terms.term(i);
            int kind = terms.kind(i);
            boolean stopWord = StopWords.contains(term);
            if (kind == TermList.WORD || kind == TermList.PIECE) {
                length += stopWord ? 0 : 1;
            }
            if (stopWord && field <= Bm25.FIELD_BODY) {
                continue;
            }
            postings.computeIfAbsent(term, key -> new Postings()).count(chunk, field);
        }
        lengths.get(chunk)[field] += length;
    }

    private void addExact(String name, int chunk, int field) {
        String key = analyzer.key(name);
        if (!key.isEmpty()) {
            exactKeys.computeIfAbsent(key, absent -> new TreeMap<>()).merge(chunk, field, Math::max);
        }
    }

    /** The sections TERM_INDEX and TERM_BLOCKS of what was added. */
    public TermBlocks.Written build() {
        float[] averages = averageLengths();
        Map<String, List<TermGroup.Form>> byStem = new HashMap<>();
        for (Map.Entry<String, Postings> entry : postings.entrySet()) {
            byStem.computeIfAbsent(EnglishStemmer.stem(entry.getKey()), stem -> new ArrayList<>())
                    .add(form(entry.getKey(), entry.getValue(), averages));
        }
        for (Map.Entry<String, TreeMap<Integer, Integer>> entry : exactKeys.entrySet()) {
            TreeMap<Integer, Integer> chunks = entry.getValue();
            if (chunks.size() <= MAX_SAME_HEADING || chunks.containsValue(Bm25.FIELD_TITLE)) {
                String term = LexicalSearcher.EXACT_MARK + entry.getKey();
                byStem.put(term, new ArrayList<>(List.of(exactForm(term, chunks))));
            }
        }
        List<TermGroup> groups = new ArrayList<>(byStem.size());
        for (Map.Entry<String, List<TermGroup.Form>> entry : byStem.entrySet()) {
            entry.getValue().sort((a, b) -> Arrays.compareUnsigned(a.term(), b.term()));
            groups.add(new TermGroup(Utf8.encode(entry.getKey()), entry.getValue()));
        }
        groups.sort((a, b) -> Arrays.compareUnsigned(a.stem(), b.stem()));
        return TermBlocks.write(lengths.size(), groups);
    }

    private float[] averageLengths() {
        float[] averages = new float[FIELDS];
        for (int field = 0; field < FIELDS; field++) {
            long sum = 0;
            int filled = 0;
            for (int[] chunk : lengths) {
                sum += chunk[field];
                filled += chunk[field] > 0 ? 1 : 0;
            }
            averages[field] = filled == 0 ? 1 : (float) sum / filled;
        }
        return averages;
    }

    private TermGroup.Form form(String term, Postings counted, float[] averages) {
        int[] chunks = Arrays.copyOf(counted.chunks, counted.size);
        byte[] packed = new byte[chunks.length];
        for (int i = 0; i < chunks.length; i++) {
            int[] length = lengths.get(chunks[i]);
            float weight = 0;
            int best = Bm25.FIELD_CODE;
            for (int field = 0; field < FIELDS; field++) {
                int frequency = counted.frequency(i, field);
                if (frequency > 0) {
                    float b = weights.lengthNormalization()[field];
                    weight += weights.boosts()[field] * frequency / (1 - b + b * length[field] / averages[field]);
                    best = field;
                }
            }
            packed[i] = Bm25.pack(weight * chunkWeights.get(chunks[i]), best);
        }
        return new TermGroup.Form(Utf8.encode(term), chunks, packed);
    }

    private static TermGroup.Form exactForm(String term, TreeMap<Integer, Integer> fieldOfChunk) {
        int[] chunks = new int[fieldOfChunk.size()];
        byte[] packed = new byte[chunks.length];
        int at = 0;
        for (Map.Entry<Integer, Integer> entry : fieldOfChunk.entrySet()) {
            chunks[at] = entry.getKey();
            packed[at++] = Bm25.pack(1, entry.getValue());
        }
        return new TermGroup.Form(Utf8.encode(term), chunks, packed);
    }

    /** Where a term stands, and how often in each field: four counts of a byte each. */
    private static final class Postings {
        private int[] chunks = new int[2];
        private int[] frequencies = new int[2];
        private int size;

        void count(int chunk, int field) {
            if (size == 0 || chunks[size - 1] != chunk) {
                if (size == chunks.length) {
                    chunks = Arrays.copyOf(chunks, size * 2);
                    frequencies = Arrays.copyOf(frequencies, size * 2);
                }
                chunks[size] = chunk;
                frequencies[size++] = 0;
            }
            if (frequency(size - 1, field) < 255) {
                frequencies[size - 1] += 1 << 8 * field;
            }
        }

        int frequency(int index, int field) {
            return frequencies[index] >>> 8 * field & 0xFF;
        }
    }
}
