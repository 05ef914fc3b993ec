package org.xraystream.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A model in the ONNX format, operator by operator, float32. The numbers are the fields' of onnx.proto, and the
 * operators those of opset {@value #OPSET}.
 */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final ProtocolBuffer graph = new ProtocolBuffer().with(2, "network");
    private int values;

    /** An attribute of an operator: a list of whole numbers, or one. */
    record Attribute(String name, boolean isList, long... values) {
        private ProtocolBuffer encoded() {
            ProtocolBuffer attribute =
                    new ProtocolBuffer().with(1, name).with(20, isList ? ATTRIBUTE_INTS : ATTRIBUTE_INT);
            for (long value : values) {
                attribute.with(isList ? 8 : 3, value);
            }
            return attribute;
        }
    }

    /** Declares what goes in. */
    void input(String name, long... shape) {
        graph.with(11, value(name, shape));
    }

    /** Declares a value as a result under this name; its shape is left open. */
    void output(String name, String value) {
        graph.with(1, new ProtocolBuffer().with(1, value).with(2, name).with(4, "Identity"));
        graph.with(12, value(name));
    }

    /** Adds a constant; gives its name. */
    String constant(float[] numbers, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(numbers);
        String name = newName();
        ProtocolBuffer tensor = new ProtocolBuffer();
        for (long side : shape) {
            tensor.with(1, side);
        }
        graph.with(5, tensor.with(2, FLOAT).with(8, name).with(9, raw.array()));
        return name;
    }

    /** Adds an operator; gives the name of its result. */
    String add(String operator, List<String> inputs, Attribute... attributes) {
        String output = newName();
        ProtocolBuffer node = new ProtocolBuffer();
        inputs.forEach(input -> node.with(1, input));
        node.with(2, output).with(4, operator);
        for (Attribute attribute : attributes) {
            node.with(5, attribute.encoded());
        }
        graph.with(1, node);
        return output;
    }

    /** The file. */
    byte[] encoded() {
        return new ProtocolBuffer()
                .with(1, IR_VERSION)
                .with(7, graph)
                .with(8, new ProtocolBuffer().with(1, "").with(2, OPSET))
                .encoded();
    }

    /** A negative side is as long as the caller says: the batch. */
    private static ProtocolBuffer value(String name, long... shape) {
        ProtocolBuffer sides = new ProtocolBuffer();
        for (long side : shape) {
            sides.with(1, side < 0 ? new ProtocolBuffer().with(2, "batch") : new ProtocolBuffer().with(1, side));
        }
        ProtocolBuffer tensor = new ProtocolBuffer().with(1, FLOAT);
        return new ProtocolBuffer()
                .with(1, name)
                .with(2, new ProtocolBuffer().with(1, shape.length == 0 ? tensor : tensor.with(2, sides)));
    }

    private String newName() {
        return "v" + values++;
    }
}
