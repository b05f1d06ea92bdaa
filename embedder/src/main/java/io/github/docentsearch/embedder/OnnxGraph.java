package io.github.docentsearch.embedder;

import io.github.docentsearch.model.Float16;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes and tensors of an ONNX file, as far as reading weights needs them.
 *
 * <p>ONNX is a Protocol Buffers message; of the hundreds of fields that its schema defines, a dozen matter here. So this
 * reads the wire format (tag, then varint, 64 bits, length and bytes, or 32 bits) directly, without generated classes and
 * the library that they need. Field numbers are those of {@code onnx.proto}, named below.
 */
final class OnnxGraph {
    /** A tensor's shape and where its values are. */
    record Tensor(int[] shape, int type, ByteBuffer raw) {
        int size() {
            int size = 1;
            for (int length : shape) {
                size = Math.multiplyExact(size, length);
            }
            return size;
        }

        /** Whether the values are float32 or float16. */
        boolean isFloat() {
            return type == TYPE_FLOAT || type == TYPE_FLOAT16;
        }

        /** All values, row by row. */
        float[] floats() {
            float[] values = new float[size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = type == TYPE_FLOAT ? raw.getFloat(i * 4) : Float16.toFloat(raw.getShort(i * 2) & 0xFFFF);
            }
            return values;
        }

        /** All values, which are int64. */
        long[] integers() {
            long[] values = new long[type == TYPE_INT64 ? size() : 0];
            for (int i = 0; i < values.length; i++) {
                values[i] = raw.getLong(i * 8);
            }
            return values;
        }
    }

    /** An operation; inputs and outputs are names of tensors. */
    record Node(
            String operation, List<String> inputs, List<String> outputs, Map<String, Long> integers, float epsilon) {
        String output() {
            return outputs.get(0);
        }
    }

    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT64 = 7;
    private static final int TYPE_FLOAT16 = 10;

    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_OPERATION = 4;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_FLOAT = 2;
    private static final int ATTRIBUTE_INT = 3;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int TENSOR_DIMS = 1;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_FLOATS = 4;
    private static final int TENSOR_INT64S = 7;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW = 9;
    private static final int TENSOR_LOCATION = 14;

    private static final int WIRE_VARINT = 0;
    private static final int WIRE_64_BITS = 1;
    private static final int WIRE_BYTES = 2;
    private static final int WIRE_32_BITS = 5;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final Map<String, Node> producers = new HashMap<>();

    private OnnxGraph() {}

    /** The graph of an ONNX file; tensors stay where they are in {@code file}. */
    static OnnxGraph read(byte[] file) {
        OnnxGraph graph = new OnnxGraph();
        try {
            for (Field field : new Message(ByteBuffer.wrap(file))) {
                if (field.number == MODEL_GRAPH) {
                    graph.readGraph(field.bytes());
                }
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new ModelException("<model>: the ONNX file is damaged.", e);
        }
        if (graph.nodes.isEmpty()) {
            throw new ModelException("<model>: the ONNX file has no graph.");
        }
        return graph;
    }

    /** All nodes, every one after those that it depends on. */
    List<Node> nodes() {
        return nodes;
    }

    /** The constant tensor of that name, or {@code null} if the name is no constant. */
    @Nullable
    Tensor constant(String name) {
        return tensors.get(name);
    }

    /** The node whose output has that name, or {@code null} for inputs and constants. */
    @Nullable
    Node producer(String name) {
        return producers.get(name);
    }

    private void readGraph(ByteBuffer graph) {
        for (Field field : new Message(graph)) {
            if (field.number == GRAPH_INITIALIZER) {
                readTensor(field.bytes(), null);
            } else if (field.number == GRAPH_NODE) {
                readNode(field.bytes());
            }
        }
    }

    private void readNode(ByteBuffer message) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Long> integers = new HashMap<>();
        String operation = "";
        float epsilon = 0;
        ByteBuffer value = null;
        for (Field field : new Message(message)) {
            switch (field.number) {
                case NODE_INPUT -> inputs.add(field.string());
                case NODE_OUTPUT -> outputs.add(field.string());
                case NODE_OPERATION -> operation = field.string();
                case NODE_ATTRIBUTE -> {
                    String name = "";
                    for (Field attribute : new Message(field.bytes())) {
                        switch (attribute.number) {
                            case ATTRIBUTE_NAME -> name = attribute.string();
                            case ATTRIBUTE_INT -> integers.put(name, attribute.value);
                            case ATTRIBUTE_FLOAT -> {
                                if (name.equals("epsilon")) {
                                    epsilon = Float.intBitsToFloat((int) attribute.value);
                                }
                            }
                            case ATTRIBUTE_TENSOR -> value = attribute.bytes();
                            default -> {
                                // Other attributes say nothing about weights.
                            }
                        }
                    }
                }
                default -> {
                    // Names and comments.
                }
            }
        }
        if (operation.equals("Constant") && value != null) {
            readTensor(value, outputs.get(0));
            return;
        }
        Node node = new Node(operation, inputs, outputs, integers, epsilon);
        nodes.add(node);
        for (String output : outputs) {
            producers.put(output, node);
        }
    }

    /** @param name for the value of a Constant node, which has none of its own */
    private void readTensor(ByteBuffer message, @Nullable String name) {
        List<Integer> dimensions = new ArrayList<>();
        ByteBuffer raw = ByteBuffer.allocate(0);
        ByteBuffer integers = ByteBuffer.allocate(8 * 16).order(ByteOrder.LITTLE_ENDIAN);
        String ownName = "";
        int type = 0;
        for (Field field : new Message(message)) {
            switch (field.number) {
                case TENSOR_DIMS -> {
                    if (field.wire == WIRE_BYTES) {
                        ByteBuffer packed = field.bytes();
                        while (packed.hasRemaining()) {
                            dimensions.add(Math.toIntExact(varint(packed)));
                        }
                    } else {
                        dimensions.add(Math.toIntExact(field.value));
                    }
                }
                case TENSOR_TYPE -> type = (int) field.value;
                case TENSOR_NAME -> ownName = field.string();
                case TENSOR_RAW, TENSOR_FLOATS -> raw = field.bytes();
                case TENSOR_INT64S -> {
                    ByteBuffer packed = field.wire == WIRE_BYTES ? field.bytes() : ByteBuffer.allocate(0);
                    while (packed.hasRemaining() && integers.hasRemaining()) {
                        integers.putLong(varint(packed));
                    }
                    if (field.wire == WIRE_VARINT && integers.hasRemaining()) {
                        integers.putLong(field.value);
                    }
                    raw = integers;
                }
                case TENSOR_LOCATION -> {
                    if (field.value == 1) {
                        throw new ModelException("<model>: the ONNX file keeps its weights in another file."
                                + " Export the model into a single file.");
                    }
                }
                default -> {
                    // Comments.
                }
            }
        }
        int[] shape = new int[dimensions.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dimensions.get(i);
        }
        tensors.put(name == null ? ownName : name, new Tensor(shape, type, raw.order(ByteOrder.LITTLE_ENDIAN)));
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number is too long");
    }

    /** One field of a message; {@code content} is set for fields of bytes, {@code value} for others. */
    private record Field(
            int number, int wire, long value, @Nullable ByteBuffer content) {
        ByteBuffer bytes() {
            if (content == null) {
                throw new IllegalArgumentException("Field " + number + " has no bytes");
            }
            return content;
        }

        String string() {
            return StandardCharsets.UTF_8.decode(bytes().duplicate()).toString();
        }
    }

    /** Iterates over the fields of a message. */
    private record Message(ByteBuffer message) implements Iterable<Field> {
        @Override
        public Iterator<Field> iterator() {
            ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return in.hasRemaining();
                }

                @Override
                public Field next() {
                    try {
                        return nextField(in);
                    } catch (BufferUnderflowException e) {
                        throw new IllegalArgumentException("A field is cut off", e);
                    }
                }
            };
        }

        private static Field nextField(ByteBuffer in) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            int wire = (int) (tag & 7);
            switch (wire) {
                case WIRE_VARINT:
                    return new Field(number, wire, varint(in), null);
                case WIRE_64_BITS:
                    return new Field(number, wire, in.getLong(), null);
                case WIRE_32_BITS:
                    return new Field(number, wire, in.getInt(), null);
                case WIRE_BYTES:
                    int length = Math.toIntExact(varint(in));
                    ByteBuffer content = in.slice(in.position(), length);
                    in.position(in.position() + length);
                    return new Field(number, wire, 0, content);
                default:
                    throw new IllegalArgumentException("Unknown wire type " + wire);
            }
        }
    }
}
