package io.github.docentsearch.embedder;

import io.github.docentsearch.embedder.OnnxGraph.Node;
import io.github.docentsearch.embedder.OnnxGraph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The float weights of a BERT encoder, found in its ONNX graph.
 *
 * <p>Exporters give matrices names like {@code onnx::MatMul_787}, so tensors are found by what the graph does with them: the
 * token embeddings are what {@code input_ids} selects from; query and key are the linear layers whose outputs are multiplied
 * with each other, value is the one whose output the softmax is multiplied with, and after these three come, in order, the
 * attention's output, and the two of the feed-forward step.
 *
 * @param tokenEmbeddings [pieces][dimensions], in the order of the model's ids
 * @param positions [positions][dimensions], the embedding of token type 0 already added
 * @param layers from the input to the output
 */
record BertWeights(
        int dimensions,
        int heads,
        float layerNormEpsilon,
        float[] tokenEmbeddings,
        float[] positions,
        Norm embeddingNorm,
        List<Layer> layers) {

    /** y = x · weightsᵀ + biases; weights are [rows][columns]. */
    record Linear(int rows, int columns, float[] weights, float[] biases) {}

    record Norm(float[] weights, float[] biases) {}

    record Layer(
            Linear query,
            Linear key,
            Linear value,
            Linear attentionOutput,
            Norm attentionNorm,
            Linear up,
            Linear down,
            Norm outputNorm) {}

    private static final int LINEARS_PER_LAYER = 6;

    /** Operations that move values, or change each by a constant: whoever looks for a value's origin goes through them. */
    private static final Set<String> PASSED_THROUGH = Set.of(
            "Reshape", "Transpose", "Div", "Mul", "Cast", "Identity", "Squeeze", "Unsqueeze", "Split", "Add", "Slice");

    /**
     * The weights of {@code model}.
     *
     * @throws ModelException if the graph is not that of a BERT encoder in float32 or float16; the message gives the reason
     */
    static BertWeights of(SentenceModel model) {
        return new Finder(model, OnnxGraph.read(model.onnx())).find();
    }

    /** A linear layer, and where its output goes. */
    private record FoundLinear(Linear linear, String output) {}

    private static final class Finder {
        private final SentenceModel model;
        private final OnnxGraph graph;
        private final List<FoundLinear> linears = new ArrayList<>();
        private final List<Norm> norms = new ArrayList<>();
        private int heads;
        private float epsilon;

        Finder(SentenceModel model, OnnxGraph graph) {
            this.model = model;
            this.graph = graph;
            this.heads = model.heads();
            this.epsilon = model.layerNormEpsilon();
        }

        ModelException refuse(String reason) {
            return new ModelException("<model>: the browser cannot run " + model.name() + ": " + reason
                    + ". Choose another model, or set 'queryEncoder' to static, which needs no more than the model's"
                    + " vectors.");
        }

        BertWeights find() {
            refuseOtherOperations();
            Tensor words = embeddingsSelectedBy("input_ids");
            if (words == null || words.shape().length != 2) {
                throw refuse("no table of token embeddings was found");
            }
            int dimensions = words.shape()[1];
            for (Node node : graph.nodes()) {
                collectLinear(node);
                collectNorm(node, dimensions);
            }
            if (linears.isEmpty() || linears.size() % LINEARS_PER_LAYER != 0) {
                throw refuse("it has " + linears.size() + " linear layers, not " + LINEARS_PER_LAYER + " a layer");
            }
            int layerCount = linears.size() / LINEARS_PER_LAYER;
            if (norms.size() != 1 + 2 * layerCount) {
                throw refuse(
                        "it has " + norms.size() + " layer norms where " + (1 + 2 * layerCount) + " were expected");
            }
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < layerCount; i++) {
                layers.add(layer(i, dimensions));
            }
            return new BertWeights(
                    dimensions, heads, epsilon, words.floats(), positions(words, dimensions), norms.get(0), layers);
        }

        private void refuseOtherOperations() {
            boolean gelu = false;
            for (Node node : graph.nodes()) {
                switch (node.operation()) {
                    case "MatMulInteger", "DynamicQuantizeLinear", "QLinearMatMul", "DequantizeLinear", "MatMulNBits" ->
                        throw refuse("its weights are quantised (" + node.operation() + "); take the float32 file");
                    case "Attention",
                            "MultiHeadAttention",
                            "SkipLayerNormalization",
                            "EmbedLayerNormalization",
                            "BiasGelu",
                            "FastGelu" ->
                        throw refuse("it was optimised for one runtime (" + node.operation()
                                + "); take the file that was exported without optimisation");
                    case "Relu", "Sigmoid", "RotaryEmbedding", "Conv" ->
                        throw refuse("it uses " + node.operation() + ", which BERT does not");
                    case "Erf", "Gelu" -> gelu = true;
                    default -> {
                        // Checked by its place in the graph, or of no importance.
                    }
                }
            }
            if (!gelu) {
                throw refuse("its activation is not the Gaussian error linear unit");
            }
        }

        /** The constant table from which the graph's input of that name selects rows. */
        private @Nullable Tensor embeddingsSelectedBy(String input) {
            for (Node node : graph.nodes()) {
                if (node.operation().equals("Gather")) {
                    Tensor table = graph.constant(node.inputs().get(0));
                    if (table != null
                            && table.isFloat()
                            && origin(node.inputs().get(1)).equals(input)) {
                        return table;
                    }
                }
            }
            return null;
        }

        /** Position embeddings with the embedding of token type 0 added to each. */
        private float[] positions(Tensor words, int dimensions) {
            Tensor types = embeddingsSelectedBy("token_type_ids");
            Tensor positions = null;
            for (Node node : graph.nodes()) {
                boolean gather = node.operation().equals("Gather");
                boolean add = node.operation().equals("Add");
                for (String input : gather || add ? node.inputs() : List.<String>of()) {
                    Tensor table = graph.constant(input);
                    boolean wide = table != null
                            && table.isFloat()
                            && table.shape().length >= 2
                            && table.shape()[table.shape().length - 1] == dimensions;
                    if (wide && table != words && table != types && positions == null) {
                        positions = table;
                    }
                }
            }
            if (positions == null) {
                throw refuse("no table of position embeddings was found");
            }
            float[] sum = positions.floats();
            if (types != null) {
                float[] type = types.floats();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += type[i % dimensions];
                }
            }
            return sum;
        }

        private void collectLinear(Node node) {
            boolean gemm = node.operation().equals("Gemm");
            if (!gemm && !node.operation().equals("MatMul")) {
                return;
            }
            Tensor matrix = graph.constant(node.inputs().get(1));
            if (matrix == null || !matrix.isFloat() || matrix.shape().length != 2) {
                return;
            }
            boolean transposed = gemm && node.integers().getOrDefault("transB", 0L) == 1;
            int columns = matrix.shape()[transposed ? 1 : 0];
            int rows = matrix.shape()[transposed ? 0 : 1];
            float[] stored = matrix.floats();
            float[] weights = transposed ? stored : new float[stored.length];
            for (int c = 0; c < columns && !transposed; c++) {
                for (int r = 0; r < rows; r++) {
                    weights[r * columns + c] = stored[c * rows + r];
                }
            }
            String output = node.output();
            Tensor bias = gemm && node.inputs().size() > 2
                    ? graph.constant(node.inputs().get(2))
                    : null;
            for (Node next : graph.nodes()) {
                if (bias == null
                        && next.operation().equals("Add")
                        && next.inputs().contains(node.output())) {
                    bias = constantInput(next);
                    output = next.output();
                }
            }
            if (bias == null || bias.size() != rows) {
                throw refuse("a linear layer has no bias");
            }
            linears.add(new FoundLinear(new Linear(rows, columns, weights, bias.floats()), output));
        }

        /** A layer norm as one operation, or as the last two of those that it is made of: Mul, then Add, after a Div. */
        private void collectNorm(Node node, int dimensions) {
            if (node.operation().equals("LayerNormalization")) {
                Tensor weights = graph.constant(node.inputs().get(1));
                Tensor biases = graph.constant(node.inputs().get(2));
                if (weights != null && biases != null && weights.size() == dimensions) {
                    norms.add(new Norm(weights.floats(), biases.floats()));
                    epsilon = node.epsilon();
                }
                return;
            }
            Tensor biases = node.operation().equals("Add") ? constantInput(node) : null;
            Node product = biases == null ? null : variableProducer(node);
            if (product == null || !product.operation().equals("Mul")) {
                return;
            }
            Tensor weights = constantInput(product);
            Node quotient = variableProducer(product);
            if (weights == null
                    || weights.size() != dimensions
                    || quotient == null
                    || !quotient.operation().equals("Div")) {
                return;
            }
            norms.add(new Norm(weights.floats(), biases.floats()));
            Node root = graph.producer(quotient.inputs().get(1));
            Node sum = root == null ? null : variableProducer(root);
            Tensor small = sum == null ? null : constantInput(sum);
            if (small != null && small.size() == 1) {
                epsilon = small.floats()[0];
            }
        }

        private @Nullable Tensor constantInput(Node node) {
            for (String input : node.inputs()) {
                Tensor constant = graph.constant(input);
                if (constant != null && constant.isFloat()) {
                    return constant;
                }
            }
            return null;
        }

        /** What computes the first input of {@code node} that is not constant. */
        private @Nullable Node variableProducer(Node node) {
            for (String input : node.inputs()) {
                if (graph.producer(input) != null) {
                    return graph.producer(input);
                }
            }
            return null;
        }

        /** Follows a value back through what only moves or scales it: a linear's output, or where it cannot go on. */
        private String origin(String name) {
            String at = name;
            while (true) {
                for (FoundLinear linear : linears) {
                    if (linear.output.equals(at)) {
                        return at;
                    }
                }
                Node node = graph.producer(at);
                if (node == null || !PASSED_THROUGH.contains(node.operation())) {
                    return at;
                }
                noteHeads(node);
                String before = at;
                for (String input : node.inputs()) {
                    if (at.equals(before) && graph.constant(input) == null) {
                        at = input;
                    }
                }
                if (at.equals(before)) {
                    return at;
                }
            }
        }

        /** A reshape to [batch, tokens, heads, headSize] tells the number of heads. */
        private void noteHeads(Node node) {
            if (!node.operation().equals("Reshape")) {
                return;
            }
            String shape = node.inputs().get(1);
            Tensor constant = graph.constant(shape);
            Node concat = graph.producer(shape);
            if (constant != null && constant.integers().length == 4) {
                heads = (int) constant.integers()[2];
            } else if (concat != null
                    && concat.operation().equals("Concat")
                    && concat.inputs().size() == 4) {
                Tensor third = graph.constant(concat.inputs().get(2));
                if (third != null && third.integers().length == 1 && third.integers()[0] > 0) {
                    heads = (int) third.integers()[0];
                }
            }
        }

        private Layer layer(int ordinal, int dimensions) {
            List<FoundLinear> own = linears.subList(ordinal * LINEARS_PER_LAYER, (ordinal + 1) * LINEARS_PER_LAYER);
            List<FoundLinear> projections = own.subList(0, 3);
            FoundLinear query = null;
            FoundLinear key = null;
            FoundLinear value = null;
            for (Node node : graph.nodes()) {
                if (node.operation().equals("MatMul")
                        && graph.constant(node.inputs().get(1)) == null) {
                    FoundLinear first =
                            byOutput(projections, origin(node.inputs().get(0)));
                    FoundLinear second =
                            byOutput(projections, origin(node.inputs().get(1)));
                    if (first != null && second != null) {
                        query = first;
                        key = second;
                    } else if (second != null) {
                        value = second;
                    }
                }
            }
            if (query == null || key == null || value == null) {
                throw refuse("layer " + ordinal + " has no attention of the kind that BERT has");
            }
            Linear up = own.get(4).linear;
            Linear down = own.get(5).linear;
            Linear output = own.get(3).linear;
            if (output.rows != dimensions
                    || output.columns != dimensions
                    || up.columns != dimensions
                    || down.rows != dimensions
                    || down.columns != up.rows) {
                throw refuse("layer " + ordinal + " has matrices of other shapes than BERT's");
            }
            return new Layer(
                    query.linear,
                    key.linear,
                    value.linear,
                    output,
                    norms.get(1 + 2 * ordinal),
                    up,
                    down,
                    norms.get(2 + 2 * ordinal));
        }

        private static @Nullable FoundLinear byOutput(List<FoundLinear> linears, String output) {
            for (FoundLinear linear : linears) {
                if (linear.output.equals(output)) {
                    return linear;
                }
            }
            return null;
        }
    }
}
