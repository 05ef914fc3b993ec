package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The feature stages of a network in TorchScript, as their layers write it: films in, every stage's output out. */
final class StageScript {
    private static final String FILMS = "films";

    private final boolean training;
    private final List<Parameter> parameters = new ArrayList<>();
    private final StringBuilder statements = new StringBuilder();
    private int variables;

    private final Script compiled;

    /**
     * A script of these stages.
     *
     * @param training whether it is for training or for inference
     * @param manager that it goes with
     */
    StageScript(List<Architecture.Stage> stages, boolean training, NDManager manager) {
        this.training = training;
        List<String> maps = new ArrayList<>();
        for (Architecture.Stage stage : stages) {
            maps.add(add(stage.block(), maps.isEmpty() ? FILMS : maps.get(maps.size() - 1)));
        }
        statements.append("    return [").append(String.join(", ", maps)).append("]\n");
        compiled = new Script(manager, signature() + statements);
    }

    /** Adds a block of layers; gives the variable of its output. */
    String add(Block block, String input) {
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

    /** Whether what only training does is to be written. */
    boolean training() {
        return training;
    }

    /** The variable that holds a parameter's values. */
    String parameter(Parameter parameter) {
        parameters.add(parameter);
        return parameterName(parameters.size() - 1);
    }

    /** Adds a statement; gives the variable of its value. */
    String let(String expression) {
        String variable = "x" + variables++;
        statements.append("    %s = %s\n".formatted(variable, expression));
        return variable;
    }

    private String signature() {
        String arguments = IntStream.range(0, parameters.size())
                .mapToObj(i -> ", " + parameterName(i) + ": Tensor")
                .collect(Collectors.joining());
        return "forward(self: __torch__.Script, %s: Tensor%s) -> List[Tensor]:\n".formatted(FILMS, arguments);
    }

    /**
     * Runs it.
     *
     * @param films float32 (N, 1, H, W)
     * @return each stage's output, which goes with the films' manager
     */
    NDList run(ParameterStore store, NDArray films) {
        NDList arguments = new NDList(films);
        for (Parameter parameter : parameters) {
            arguments.add(store.getValue(parameter, films.getDevice(), training));
        }
        return compiled.call(arguments);
    }

    private static String parameterName(int index) {
        return "p" + index;
    }
}
