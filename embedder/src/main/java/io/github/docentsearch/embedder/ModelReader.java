package io.github.docentsearch.embedder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a {@link SentenceModel} from its files. */
final class ModelReader {
    private static final String BGE_QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";

    /** Root of the model's files. */
    private final Path folder;

    /** The folder or archive, as the user knows it. */
    private final Path location;

    private ModelReader(Path folder, Path location) {
        this.folder = folder;
        this.location = location;
    }

    /** @see SentenceModel#at */
    static SentenceModel read(Path location) {
        if (Files.isDirectory(location)) {
            return new ModelReader(location, location).read();
        }
        if (!Files.isRegularFile(location)) {
            throw new ModelException("<model>: there is no folder or archive " + location
                    + ". Leave the parameter out to use " + SentenceModel.BUNDLED_NAME + ".");
        }
        try (FileSystem archive = FileSystems.newFileSystem(location)) {
            return new ModelReader(archive.getPath("/"), location).read();
        } catch (IOException | ProviderNotFoundException e) {
            throw new ModelException(
                    "<model>: " + location + " is neither a folder nor a jar or zip file: " + e.getMessage(), e);
        }
    }

    private SentenceModel read() {
        Path onnx = onnx();
        List<String> pieces = pieces();
        Object config = optionalJson(folder.resolve("config.json"));
        Object poolingConfig = optionalJson(folder.resolve("1_Pooling/config.json"));
        Object prompts = Json.find(optionalJson(folder.resolve("config_sentence_transformers.json")), "prompts");
        Object kind = Json.find(config, "model_type");
        if (kind instanceof String type && !type.equals("bert")) {
            throw new ModelException("<model>: " + shown(folder.resolve("config.json")) + " describes a '"
                    + type + "' model. Docent runs models of type 'bert', for example " + SentenceModel.BUNDLED_NAME
                    + ".");
        }
        String name = name(onnx);
        String family = (Json.find(config, "_name_or_path") + "/" + name).toLowerCase(Locale.ROOT);
        boolean bge = family.contains("bge-");
        boolean e5 = family.contains("e5-");
        return new SentenceModel(
                name,
                bytes(onnx),
                pieces,
                poolingOf(poolingConfig, bge),
                prompt(prompts, bge ? BGE_QUERY_PREFIX : e5 ? "query: " : "", "query"),
                prompt(prompts, e5 ? "passage: " : "", "passage", "document"),
                Json.find(config, "num_attention_heads") instanceof Double count ? count.intValue() : 12,
                Json.find(config, "layer_norm_eps") instanceof Double epsilon ? epsilon.floatValue() : 1e-12f);
    }

    /** The network's own name where it has one, else that of the folder or archive. */
    private String name(Path onnx) {
        String file = onnx.getFileName().toString();
        String stem = file.substring(0, file.length() - ".onnx".length());
        return stem.equals("model")
                ? location.toAbsolutePath().normalize().getFileName().toString()
                : stem;
    }

    private Path onnx() {
        for (String usual : List.of("model.onnx", "onnx/model.onnx")) {
            if (Files.isRegularFile(folder.resolve(usual))) {
                return folder.resolve(usual);
            }
        }
        return only(".onnx", "model.onnx");
    }

    private List<String> pieces() {
        Path vocabulary = folder.resolve("vocab.txt");
        Path tokenizer = folder.resolve("tokenizer.json");
        if (!Files.isRegularFile(tokenizer) && Files.isRegularFile(vocabulary)) {
            return new String(bytes(vocabulary), StandardCharsets.UTF_8).lines().toList();
        }
        if (!Files.isRegularFile(tokenizer)) {
            tokenizer = only("tokenizer.json", "tokenizer.json (or vocab.txt)");
        }
        return piecesOf(new String(bytes(tokenizer), StandardCharsets.UTF_8), shown(tokenizer));
    }

    /** The only file in the root whose name ends so. */
    private Path only(String ending, String wanted) {
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException("<model>: cannot read " + location + ": " + e.getMessage() + ".", e);
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ModelException("<model>: " + location + " has no " + wanted
                + (found.isEmpty() ? "" : ", but " + found.size() + " files that end in " + ending)
                + ". A model consists of model.onnx, tokenizer.json (or vocab.txt) and, if it has them,"
                + " config.json, 1_Pooling/config.json and config_sentence_transformers.json.");
    }

    /** The pieces of a {@code tokenizer.json}, in the order of their ids. */
    static List<String> piecesOf(String json, String file) {
        Object tokenizer;
        try {
            tokenizer = Json.parse(json);
        } catch (IllegalArgumentException e) {
            throw new ModelException("<model>: " + file + " is not sound JSON: " + e.getMessage() + ".", e);
        }
        Object type = Json.find(tokenizer, "model", "type");
        Object vocabulary = Json.find(tokenizer, "model", "vocab");
        boolean wordPiece = type == null || type.equals("WordPiece");
        if (!wordPiece || !(vocabulary instanceof Map<?, ?> ids)) {
            throw new ModelException("<model>: " + file + " describes a tokenizer of type '" + type
                    + "'. Docent runs models with a WordPiece vocabulary, for example " + SentenceModel.BUNDLED_NAME
                    + ".");
        }
        if (Boolean.FALSE.equals(Json.find(tokenizer, "normalizer", "lowercase"))) {
            throw new ModelException("<model>: " + file + " keeps upper case apart from lower case. Docent"
                    + " runs uncased models, for example " + SentenceModel.BUNDLED_NAME + ".");
        }
        String[] pieces = new String[ids.size()];
        for (Map.Entry<?, ?> entry : ids.entrySet()) {
            int id = entry.getValue() instanceof Double number ? number.intValue() : -1;
            if (id < 0 || id >= pieces.length || pieces[id] != null) {
                throw new ModelException("<model>: in " + file + " the id of '" + entry.getKey() + "' is "
                        + entry.getValue() + ", but the ids of " + pieces.length
                        + " pieces must be 0 to " + (pieces.length - 1) + ", each used once.");
            }
            pieces[id] = (String) entry.getKey();
        }
        return List.of(pieces);
    }

    private SentenceModel.Pooling poolingOf(@Nullable Object config, boolean cls) {
        if (config == null) {
            return cls ? SentenceModel.Pooling.CLS : SentenceModel.Pooling.MEAN;
        }
        if (Boolean.TRUE.equals(Json.find(config, "pooling_mode_cls_token"))) {
            return SentenceModel.Pooling.CLS;
        }
        if (Boolean.TRUE.equals(Json.find(config, "pooling_mode_mean_tokens"))) {
            return SentenceModel.Pooling.MEAN;
        }
        throw new ModelException("<model>: " + shown(folder.resolve("1_Pooling/config.json"))
                + " asks for neither mean nor CLS pooling, the two that Docent knows.");
    }

    private static String prompt(@Nullable Object prompts, String otherwise, String... names) {
        for (String name : names) {
            if (Json.find(prompts, name) instanceof String prompt) {
                return prompt;
            }
        }
        return otherwise;
    }

    private @Nullable Object optionalJson(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return Json.parse(new String(bytes(file), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ModelException("<model>: " + shown(file) + " is not sound JSON: " + e.getMessage() + ".", e);
        }
    }

    private byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException("<model>: cannot read " + shown(file) + ": " + e.getMessage() + ".", e);
        }
    }

    /** A file as the user knows it: in an archive, behind its name. */
    private String shown(Path file) {
        return folder.equals(location) ? file.toString() : location + "!" + file;
    }
}
