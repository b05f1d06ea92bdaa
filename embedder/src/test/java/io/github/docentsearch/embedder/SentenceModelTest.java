package io.github.docentsearch.embedder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceModelTest {
    private static final String TOKENIZER =
            "{\"normalizer\":{\"lowercase\":true},\"model\":{\"type\":\"WordPiece\",\"vocab\":"
                    + "{\"[PAD]\":0,\"[UNK]\":1,\"[CLS]\":2,\"[SEP]\":3,\"a\":4,\"##b\":5}}}";

    @TempDir
    private Path folder;

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private String refusal() {
        String message = assertThrows(ModelException.class, () -> SentenceModel.at(folder))
                .getMessage();
        assertTrue(message.startsWith("<model>: "), message);
        assertTrue(message.contains(folder.toString()), message);
        return message;
    }

    @Test
    void namesTheFolderThatIsMissing() {
        Path missing = folder.resolve("nowhere");
        String message = assertThrows(ModelException.class, () -> SentenceModel.at(missing))
                .getMessage();
        assertTrue(message.contains("<model>: there is no folder or archive " + missing), message);
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        assertTrue(refusal().contains("has no model.onnx."));
        write("onnx/model.onnx", "");
        assertTrue(refusal().contains("has no tokenizer.json (or vocab.txt)."));
    }

    @Test
    void refusesOtherKindsOfModelsWithTheReason() throws IOException {
        write("model.onnx", "");
        write("tokenizer.json", "{\"model\":{\"type\":\"Unigram\",\"vocab\":[]}}");
        assertTrue(refusal().contains("type 'Unigram'"));
        write("tokenizer.json", "{\"model\":");
        assertTrue(refusal().contains("not sound JSON: End of input at line 1 column 10 path $.model."));
        write("tokenizer.json", TOKENIZER.replace("true", "false"));
        assertTrue(refusal().contains("uncased"));
        write("tokenizer.json", TOKENIZER.replace(":5", ":9"));
        assertTrue(refusal().contains("the id of '##b' is 9.0"));
        write("tokenizer.json", TOKENIZER);
        write("config.json", "{\"model_type\":\"roberta\"}");
        assertTrue(refusal().contains("'roberta'"));
        write("config.json", "{\"model_type\":\"bert\"}");
        write("1_Pooling/config.json", "{\"pooling_mode_max_tokens\":true}");
        assertTrue(refusal().contains("neither mean nor CLS"));
    }

    @Test
    void readsPoolingAndPrefixesFromTheConfiguration() throws IOException {
        write("model.onnx", "");
        write("tokenizer.json", TOKENIZER);
        SentenceModel plain = SentenceModel.at(folder);
        assertEquals(SentenceModel.Pooling.MEAN, plain.pooling());
        assertEquals("", plain.queryPrefix());
        write("config.json", "{\"_name_or_path\":\"intfloat/e5-small-v2\",\"num_attention_heads\":6}");
        SentenceModel e5 = SentenceModel.at(folder);
        assertEquals("query: ", e5.queryPrefix());
        assertEquals("passage: ", e5.passagePrefix());
        assertEquals(6, e5.heads());
        write("config.json", "{\"_name_or_path\":\"BAAI/bge-small-en\"}");
        write("config_sentence_transformers.json", "{\"prompts\":{\"query\":\"Q: \"}}");
        SentenceModel bge = SentenceModel.at(folder);
        assertEquals(SentenceModel.Pooling.CLS, bge.pooling());
        assertEquals("Q: ", bge.queryPrefix());
        assertEquals("", bge.passagePrefix());
        assertEquals(
                4,
                new java.util.HashSet<>(java.util.List.of(
                                plain.fingerprint(),
                                e5.fingerprint(),
                                bge.fingerprint(),
                                SentenceModel.bundled().fingerprint()))
                        .size());
    }

    @Test
    void takesTheOnlyNetworkAndTokenizerOfAnArchive() throws IOException {
        Path jar = folder.resolve("model-1.0.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("e5-tiny.onnx"));
            out.putNextEntry(new ZipEntry("e5-tiny-tokenizer.json"));
            out.write(TOKENIZER.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
        }
        SentenceModel model = SentenceModel.at(jar);
        assertEquals("e5-tiny", model.name());
        assertEquals("query: ", model.queryPrefix());
        assertEquals(6, model.pieces().size());
    }

    @Test
    void anArchiveWithoutOneNetworkIsRefusedByName() throws IOException {
        Path jar = folder.resolve("model-1.0.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("a.onnx"));
            out.putNextEntry(new ZipEntry("b.onnx"));
        }
        String two =
                assertThrows(ModelException.class, () -> SentenceModel.at(jar)).getMessage();
        assertTrue(two.contains(jar + " has no model.onnx, but 2 files that end in .onnx."), two);
        Path text = Files.writeString(folder.resolve("notes.txt"), "no archive");
        String none =
                assertThrows(ModelException.class, () -> SentenceModel.at(text)).getMessage();
        assertTrue(none.contains(text + " is neither a folder nor a jar or zip file"), none);
    }

    @Test
    void takesAVocabularyFileInTheOrderOfItsLines() throws IOException {
        write("model.onnx", "");
        write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n");
        SentenceModel model = SentenceModel.at(folder);
        int[] tokens = new int[8];
        int[] ids = model.idsOf(model.newTokenizer().vocabulary());
        int count = model.newTokenizer().encode("Abb c", tokens);
        int[] actual = new int[count];
        for (int i = 0; i < count; i++) {
            actual[i] = ids[tokens[i]];
        }
        assertArrayEquals(new int[] {2, 4, 5, 5, 1, 3}, actual);
    }
}
