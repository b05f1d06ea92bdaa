package io.github.docentsearch.indexer.fuzz;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.embedder.JdkUnicode;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.indexer.IndexingException;
import io.github.docentsearch.indexer.build.FloatVectors;
import io.github.docentsearch.indexer.build.HnswOptions;
import io.github.docentsearch.indexer.build.SearchIndexBuilder;
import io.github.docentsearch.indexer.build.SemanticFloor;
import io.github.docentsearch.indexer.build.SiteContent;
import io.github.docentsearch.indexer.crawl.SourcePage;
import io.github.docentsearch.indexer.extract.Chunker;
import io.github.docentsearch.indexer.extract.ExtractOptions;
import io.github.docentsearch.indexer.extract.PageExtractor;
import io.github.docentsearch.model.ByteMatrix;
import io.github.docentsearch.model.Float16;
import io.github.docentsearch.model.ModelConfig;
import io.github.docentsearch.text.Vocabulary;
import io.github.docentsearch.vector.VectorEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small sound files with every section that the format knows, always the same; their numbers are made up. */
final class Golden {
    static final int DIMENSIONS = 32;

    private static final int[] ENCODINGS = {
        VectorEncoding.INT5, VectorEncoding.BIT1, VectorEncoding.INT8, VectorEncoding.INT4
    };
    private static final String[] WORDS = ("battery adapter socket light orange full charge screen dark current network"
                    + " wireless menu password lid glass bag sleeve corner fan dust hour machine switch cool")
            .split(" ");

    private Golden() {}

    /** A {@code search-index.bin}; {@code variant} chooses how its vectors are stored, 4 puts them into partitions. */
    static Sections index(int variant) {
        return Sections.of(indexFile(ENCODINGS[variant & 3], variant == 4 ? 0 : Integer.MAX_VALUE));
    }

    /** A {@code query-model.bin}, with the static table, the transformer, or both. */
    static Sections model(boolean table, boolean transformer) {
        List<Sections.Section> sections = new ArrayList<>();
        Vocabulary vocabulary = vocabulary();
        ByteSink config = new ByteSink();
        new ModelConfig(
                        "golden",
                        "",
                        DIMENSIONS,
                        transformer ? 1 : 0,
                        transformer ? 2 : 0,
                        transformer ? 32 : 0,
                        16,
                        false,
                        1e-12f)
                .write(config);
        ByteSink pieces = new ByteSink();
        vocabulary.write(pieces);
        sections.add(Sections.raw(IndexFormat.SECTION_MODEL_CONFIG, config.toByteArray()));
        sections.add(Sections.blocked(IndexFormat.SECTION_VOCABULARY, List.of(pieces.toByteArray())));
        Random random = new Random(7);
        if (table) {
            sections.add(Sections.blocked(
                    IndexFormat.SECTION_STATIC_TABLE, List.of(matrix(vocabulary.size(), DIMENSIONS, 4, random))));
        }
        if (transformer) {
            sections.add(Sections.blocked(
                    IndexFormat.SECTION_TOKEN_EMBEDDINGS, List.of(matrix(vocabulary.size(), DIMENSIONS, 4, random))));
            sections.add(Sections.blocked(IndexFormat.SECTION_TRANSFORMER, transformer(random)));
        }
        return new Sections(IndexFormat.KIND_MODEL, sections);
    }

    static Vocabulary vocabulary() {
        List<String> pieces = new ArrayList<>(List.of("[UNK]", "[CLS]", "[SEP]", "##ing", "##er", "é", "日"));
        for (char c = '!'; c <= '~'; c++) {
            if (c < 'A' || c > 'Z') {
                pieces.add(String.valueOf(c));
                pieces.add("##" + c);
            }
        }
        pieces.addAll(Arrays.asList(WORDS));
        return Vocabulary.of(pieces);
    }

    private static byte[] indexFile(int encoding, int maxWholeBytes) {
        Random random = new Random(42);
        try {
            SiteContent content = content(random);
            return new SearchIndexBuilder(content, new JdkUnicode())
                    .build(new SearchIndexBuilder.Vectors(
                            new FloatVectors(vectors(content.chunks().size(), random), DIMENSIONS),
                            encoding,
                            new HnswOptions(3, 20, 42, 1),
                            maxWholeBytes,
                            8,
                            "golden",
                            "golden",
                            new SemanticFloor(0.3f, 0.2f)));
        } catch (IndexingException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SiteContent content(Random random) throws IndexingException {
        SiteContent content = new SiteContent();
        Chunker chunker = new Chunker(60, text -> text.length() / 4 + 1);
        for (int number = 0; number < 20; number++) {
            String name = "page" + number + ".html";
            content.add(
                    new PageExtractor(ExtractOptions.DEFAULT).extract(new SourcePage(name, name, html(number, random))),
                    Map.of("version", List.of(number % 2 == 0 ? "2" : "1"), "kind", List.of("guide")),
                    chunker);
        }
        int[] newer = new int[20];
        for (int page = 0; page < newer.length; page++) {
            newer[page] = page % 2 == 0 ? -1 : page % 4 == 1 ? page - 1 : page;
        }
        content.setVersions(List.of("2", "1"), newer);
        return content;
    }

    private static String html(int number, Random random) {
        StringBuilder html = new StringBuilder("<html lang=en><title>Guide " + number + " to the " + word(random)
                + "</title><main><h1>Guide</h1><p>" + words(12, random) + ".");
        for (int section = 0; section < 2; section++) {
            html.append("<h2 id=s")
                    .append(section)
                    .append('>')
                    .append(words(2, random))
                    .append("</h2><p>");
            html.append(words(20, random))
                    .append(". <code>get")
                    .append(word(random))
                    .append("(int)</code> ");
            html.append(words(8, random))
                    .append("! Größe 電池 ")
                    .append(words(4, random))
                    .append("<p>");
        }
        return html.toString();
    }

    private static String words(int count, Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i > 0 ? " " : "").append(word(random));
        }
        return words.toString();
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static float[][] vectors(int count, Random random) {
        float[][] vectors = new float[count][DIMENSIONS];
        for (float[] vector : vectors) {
            double squares = 0;
            for (int i = 0; i < DIMENSIONS; i++) {
                vector[i] = (float) random.nextGaussian();
                squares += vector[i] * vector[i];
            }
            for (int i = 0; i < DIMENSIONS; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
        }
        return vectors;
    }

    private static List<byte[]> transformer(Random random) {
        ByteSink first = new ByteSink().putBytes(matrix(16, DIMENSIONS, 8, random));
        putNorm(first);
        ByteSink layer = new ByteSink();
        for (int i = 0; i < 4; i++) {
            putLinear(5, layer, random);
        }
        putNorm(layer);
        putLinear(4, layer, random);
        putLinear(8, layer, random);
        putNorm(layer);
        return List.of(first.toByteArray(), layer.toByteArray());
    }

    private static void putLinear(int bits, ByteSink out, Random random) {
        out.putBytes(matrix(DIMENSIONS, DIMENSIONS, bits, random));
        for (int i = 0; i < DIMENSIONS; i++) {
            out.putU16(Float16.fromFloat(0.125f));
        }
    }

    private static void putNorm(ByteSink out) {
        for (int i = 0; i < 2 * DIMENSIONS; i++) {
            out.putU16(Float16.fromFloat(i < DIMENSIONS ? 1f : 0f));
        }
    }

    private static byte[] matrix(int rows, int columns, int bits, Random random) {
        float[] scales = new float[rows];
        Arrays.fill(scales, 0.0625f);
        byte[] codes = new byte[rows * columns];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (random.nextInt(1 << bits) - (1 << bits - 1));
        }
        ByteSink out = new ByteSink();
        ByteMatrix.write(codes, scales, out);
        return out.toByteArray();
    }
}
