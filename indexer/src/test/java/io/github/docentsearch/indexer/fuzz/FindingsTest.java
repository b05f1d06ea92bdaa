package io.github.docentsearch.indexer.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.format.IndexFormat;
import io.github.docentsearch.format.SiteMeta;
import io.github.docentsearch.indexer.LocalSearch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fuzzing and reading for it found, each as a file that was once not refused as damaged. */
class FindingsTest {
    private static final int MANY = 1 << 23;

    @Test
    void aFileOfAFewKilobytesThatSpeaksOfMillionsOfChunksGetsNoMemoryForThem() {
        Sections index = Golden.index(0);
        SiteMeta meta = SiteMeta.read(HeapRegion.of(content(index, IndexFormat.SECTION_META)));
        replace(index, IndexFormat.SECTION_META, meta(MANY, meta.efSearch(), meta.modelFingerprint(), meta));
        for (int code : List.of(IndexFormat.SECTION_CHUNK_INDEX, IndexFormat.SECTION_TERM_INDEX)) {
            byte[] old = content(index, code);
            assertEquals(meta.chunkCount(), old[0], "a varint of one byte");
            byte[] changed = new ByteSink()
                    .putVarint(MANY)
                    .putBytes(old, 1, old.length - 1)
                    .toByteArray();
            replace(index, code, changed);
        }
        assertRefused(index, Golden.model(true, false));
    }

    @Test
    void moreVectorsOrFewerThanChunksAreRefused() {
        Sections index = Golden.index(0);
        byte[] vectors = content(index, IndexFormat.SECTION_VECTORS);
        int size = HeapRegion.of(vectors).getInt(4);
        int recordBytes = (vectors.length - 32 - 4 * Golden.DIMENSIONS) / size;
        byte[] fewer = new ByteSink()
                .putBytes(vectors, 0, 4)
                .putInt(size - 1)
                .putBytes(vectors, 8, vectors.length - 8 - recordBytes)
                .toByteArray();
        replace(index, IndexFormat.SECTION_VECTORS, fewer);
        index.list().removeIf(section -> section.code() == IndexFormat.SECTION_GRAPH);
        assertRefused(index, Golden.model(true, false));
    }

    @Test
    void vectorsOfAnotherLengthThanTheModelsAreRefused() {
        Sections index = Golden.index(0);
        byte[] vectors = content(index, IndexFormat.SECTION_VECTORS).clone();
        vectors[8] = Golden.DIMENSIONS - 1;
        replace(index, IndexFormat.SECTION_VECTORS, vectors);
        assertRefused(index, Golden.model(true, false));
    }

    @Test
    void aDefaultBreadthThatNoSearchTakesIsRefused() {
        Sections index = Golden.index(0);
        SiteMeta meta = SiteMeta.read(HeapRegion.of(content(index, IndexFormat.SECTION_META)));
        replace(index, IndexFormat.SECTION_META, meta(meta.chunkCount(), 10_001, meta.modelFingerprint(), meta));
        assertRefused(index, Golden.model(true, false));
    }

    @Test
    void vectorsOfAnotherModelAreRefusedThoughAsLong() {
        Sections index = Golden.index(0);
        SiteMeta meta = SiteMeta.read(HeapRegion.of(content(index, IndexFormat.SECTION_META)));
        replace(index, IndexFormat.SECTION_META, meta(meta.chunkCount(), meta.efSearch(), "another", meta));
        assertRefused(index, Golden.model(true, false));
    }

    @Test
    void aModelWithoutAnyEncoderIsRefused() {
        Sections model = Golden.model(true, false);
        model.list().removeIf(section -> section.code() == IndexFormat.SECTION_STATIC_TABLE);
        assertRefused(Golden.index(0), model);
    }

    @Test
    void aVocabularyWithoutThePieceForUnknownWordsIsRefused() {
        Sections model = Golden.model(true, false);
        byte[] pieces = content(model, IndexFormat.SECTION_VOCABULARY);
        String latin = new String(pieces, StandardCharsets.ISO_8859_1);
        replace(
                model,
                IndexFormat.SECTION_VOCABULARY,
                latin.replace("UNK", "UNX").getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(Golden.index(0), model);
    }

    @Test
    void aVocabularyThatSpeaksOfMegabytesOfTextGetsNoMemoryForThem() {
        Sections model = Golden.model(true, false);
        byte[] vocabulary = new ByteSink()
                .putVarint(1)
                .putVarint(1)
                .putVarint(1 << 24)
                .putInt(0)
                .toByteArray();
        replace(model, IndexFormat.SECTION_VOCABULARY, vocabulary);
        assertRefused(Golden.index(0), model);
    }

    @Test
    void aTransformerWhoseNumbersAreNoneIsRefused() {
        Sections model = Golden.model(false, true);
        byte[] config = content(model, IndexFormat.SECTION_MODEL_CONFIG);
        byte[] changed = new ByteSink()
                .putBytes(config, 0, config.length - 4)
                .putFloat(Float.NaN)
                .toByteArray();
        replace(model, IndexFormat.SECTION_MODEL_CONFIG, changed);
        assertRefused(Golden.index(0), model);
    }

    @Test
    void aFileCutOffBehindItsHeadIsRefused() {
        byte[] whole = Golden.index(0).toDeflatedFile();
        int head = HeapRegion.of(whole).getInt(12);
        assertThrows(MalformedIndexException.class, () -> new LocalSearch(Arrays.copyOf(whole, head), null));
    }

    private static void assertRefused(Sections index, Sections model) {
        long size = index.size() + model.size();
        assertEquals("index-corrupt", Asking.ask(file(index), file(model), size));
    }

    private static byte[] file(Sections sections) {
        return sections.toDeflatedFile();
    }

    private static byte[] meta(int chunkCount, int efSearch, String modelFingerprint, SiteMeta meta) {
        return new SiteMeta(
                        chunkCount,
                        meta.pageCount(),
                        meta.dimensions(),
                        efSearch,
                        meta.semanticFloor(),
                        meta.plainFloor(),
                        meta.modelName(),
                        modelFingerprint,
                        meta.language())
                .write();
    }

    private static byte[] content(Sections sections, int code) {
        return sections.list().stream()
                .filter(section -> section.code() == code)
                .findFirst()
                .orElseThrow()
                .blocks()
                .get(0);
    }

    private static void replace(Sections sections, int code, byte[] content) {
        sections.list()
                .replaceAll(section -> section.code() == code
                        ? new Sections.Section(code, section.blocked(), List.of(content))
                        : section);
    }
}
