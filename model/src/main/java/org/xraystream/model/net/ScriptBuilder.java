package org.xraystream.model.net;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.List;

/** A network's TorchScript while its layers write it, statement by statement. Its first argument are the films. */
abstract class ScriptBuilder {
    private final StringBuilder statements = new StringBuilder();
    private int variables;
    private int arguments = 1;

    /** Adds the feature stages; gives the variable of each one's output. */
    final List<String> add(List<Architecture.Stage> stages, String films) {
        List<String> maps = new ArrayList<>();
        for (Architecture.Stage stage : stages) {
            maps.add(add(stage.block(), maps.isEmpty() ? films : maps.get(maps.size() - 1)));
        }
        return maps;
    }

    /** Adds a block of layers; gives the variable of its output. */
    final String add(Block block, String input) {
        if (block instanceof Layer layer) {
            return layer.write(this, input);
        }
        if (!(block instanceof SequentialBlock)) {
            throw new IllegalArgumentException("The block " + block + " is no layer.");
        }
        String output = input;
        for (Pair<String, Block> child : block.getChildren()) {
            output = add(child.getValue(), output);
        }
        return output;
    }

    /** Adds a convolution with its norm and activation; gives the variable of its output. */
    abstract String add(ConvolutionNorm layer, String input);

    /** The variable in floating point, whatever a layer gave. */
    String floats(String variable) {
        return variable;
    }

    /** The expression of a 1 × 1 convolution in float32, of stride 1. */
    abstract String pointwise(String input, String weight, String bias);

    /** Adds a statement; gives the variable of its value. */
    final String let(String expression) {
        String variable = "x" + variables++;
        statements.append("    %s = %s\n".formatted(variable, expression));
        return variable;
    }

    /** The variable of the films. */
    static String films() {
        return Script.argument(0);
    }

    /** The variable of one more array that is to be handed over, after those so far. */
    final String newArgument() {
        return Script.argument(arguments++);
    }

    /**
     * The function of all that was added.
     *
     * @param manager that it goes with
     * @param results the variables of the arrays that it returns
     */
    final Script compile(NDManager manager, List<String> results) {
        return new Script(manager, arguments, statements.toString(), results);
    }
}
