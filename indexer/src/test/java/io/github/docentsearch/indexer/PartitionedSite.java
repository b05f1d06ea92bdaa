package io.github.docentsearch.indexer;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.embedder.JdkUnicode;
import io.github.docentsearch.format.IndexFile;
import io.github.docentsearch.format.IndexFileWriter;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.indexer.build.Deflate;
import io.github.docentsearch.indexer.build.FloatVectors;
import io.github.docentsearch.indexer.build.HnswOptions;
import io.github.docentsearch.indexer.build.SearchIndexBuilder;
import io.github.docentsearch.indexer.build.SemanticFloor;
import io.github.docentsearch.indexer.build.SiteContent;
import io.github.docentsearch.indexer.crawl.SourcePage;
import io.github.docentsearch.indexer.extract.Chunker;
import io.github.docentsearch.indexer.extract.ExtractOptions;
import io.github.docentsearch.indexer.extract.PageExtractor;
import io.github.docentsearch.indexer.publish.RuntimeAssets;
import io.github.docentsearch.indexer.publish.SearchFiles;
import io.github.docentsearch.model.ByteMatrix;
import io.github.docentsearch.model.ModelConfig;
import io.github.docentsearch.model.RowTable;
import io.github.docentsearch.text.Vocabulary;
import io.github.docentsearch.vector.VectorEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A published search whose vectors lie in partitions, larger than a browser fetches whole. Its words are made up and stand for
 * subjects; its query model gives every word a direction, and embedded the sections as well.
 */
final class PartitionedSite {
    static final int SECTIONS = 3_000;
    private static final int SECTIONS_PER_PAGE = 20;
    private static final int SUBJECTS = 60;
    private static final int WORDS_PER_SUBJECT = 12;
    private static final int DIMENSIONS = 256;

    private final Random random = new Random(20_261_124);
    private final String[] words = new String[SUBJECTS * WORDS_PER_SUBJECT];

    private PartitionedSite() {
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int rest = i + 200; rest > 0; rest /= 50) {
                word.append("bdfgklmnpr".charAt(rest % 50 % 10)).append("aeiou".charAt(rest % 50 / 10));
            }
            words[i] = word.toString();
        }
    }

    /** A question about a subject: words that stand together nowhere but in its sections. */
    static String question(int subject) {
        String[] words = new PartitionedSite().words;
        int first = subject * WORDS_PER_SUBJECT;
        return words[first] + " " + words[first + 5] + " " + words[first + 9];
    }

    /** Writes the site; gives back its folder. */
    static Path publish(Path site) throws IOException, IndexingException, InterruptedException {
        PartitionedSite made = new PartitionedSite();
        SiteContent content = made.content();
        byte[] model = made.model();
        LocalEncoder encoder = new LocalEncoder(model);
        List<float[]> vectors = new ArrayList<>();
        for (String text : content.embeddingTexts()) {
            vectors.add(encoder.embedQuery(text));
        }
        byte[] index = new SearchIndexBuilder(content, new JdkUnicode())
                .build(new SearchIndexBuilder.Vectors(
                        new FloatVectors(vectors.toArray(new float[0][]), DIMENSIONS),
                        VectorEncoding.INT8,
                        new HnswOptions(16, 100, 42, 2),
                        0,
                        64,
                        "made up",
                        "made up",
                        new SemanticFloor(0.2f, 0.2f)));
        SearchFiles files = new SearchFiles()
                .putAll(RuntimeAssets.load())
                .put("search-index.bin", index, IndexFile.headSize(HeapRegion.of(index), IndexFormat.KIND_INDEX))
                .put("query-model.bin", model, IndexFile.headSize(HeapRegion.of(model), IndexFormat.KIND_MODEL))
                .link();
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            Path target = site.resolve("search").resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        Files.writeString(site.resolve("index.html"), "<!DOCTYPE html><title>Start</title>");
        return site;
    }

    private SiteContent content() throws IndexingException {
        SiteContent content = new SiteContent();
        Chunker chunker = new Chunker(180, text -> text.length() / 4 + 1);
        PageExtractor extractor = new PageExtractor(ExtractOptions.DEFAULT);
        for (int page = 0; page < SECTIONS / SECTIONS_PER_PAGE; page++) {
            StringBuilder html = new StringBuilder("<html lang=en><title>Page ")
                    .append(page)
                    .append("</title><main><h1>Page ")
                    .append(page)
                    .append("</h1>");
            for (int section = 0; section < SECTIONS_PER_PAGE; section++) {
                int subject = random.nextInt(SUBJECTS);
                html.append("<h2 id=s").append(section).append('>').append(word(subject));
                html.append("</h2><p>");
                for (int i = 0; i < 24; i++) {
                    html.append(word(random.nextInt(3) > 0 ? subject : random.nextInt(SUBJECTS)))
                            .append(' ');
                }
                html.append("</p>");
            }
            String name = "page" + page + ".html";
            content.add(extractor.extract(new SourcePage(name, name, html + "</main>")), Map.of(), chunker);
        }
        return content;
    }

    private String word(int subject) {
        return words[subject * WORDS_PER_SUBJECT + random.nextInt(WORDS_PER_SUBJECT)];
    }

    private byte[] model() {
        List<String> pieces = new ArrayList<>(List.of("[UNK]", "[CLS]", "[SEP]", "page"));
        for (char c = '0'; c <= '9'; c++) {
            pieces.add(String.valueOf(c));
            pieces.add("##" + c);
        }
        pieces.addAll(Arrays.asList(words));
        Vocabulary vocabulary = Vocabulary.of(pieces);
        ByteSink config = new ByteSink();
        new ModelConfig("made up", "", DIMENSIONS, 0, 0, 0, 128, false, 1e-12f).write(config);
        ByteSink written = new ByteSink();
        vocabulary.write(written);
        List<byte[]> blocks = new ArrayList<>();
        for (int row = 0; row < vocabulary.size(); row += RowTable.ROWS_PER_BLOCK) {
            blocks.add(rows(Math.min(RowTable.ROWS_PER_BLOCK, vocabulary.size() - row)));
        }
        return new IndexFileWriter(IndexFormat.KIND_MODEL, Deflate::compress)
                .addRaw(IndexFormat.SECTION_MODEL_CONFIG, config.toByteArray())
                .addBlocked(IndexFormat.SECTION_VOCABULARY, List.of(written.toByteArray()))
                .addBlocked(IndexFormat.SECTION_STATIC_TABLE, blocks)
                .toByteArray();
    }

    /** Rows of random directions. */
    private byte[] rows(int count) {
        float[] scales = new float[count];
        Arrays.fill(scales, 0.0625f);
        byte[] codes = new byte[count * DIMENSIONS];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (random.nextInt(16) - 8);
        }
        ByteSink out = new ByteSink();
        ByteMatrix.write(codes, scales, out);
        return out.toByteArray();
    }
}
