package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;

/**
 * A network in TorchScript: films in, every stage's output out, in inference after {@linkplain EvidenceNetwork what the
 * network gives}. It takes the parameters' values anew at each call, and gradients reach them.
 */
final class StageScript extends ScriptBuilder {
    private final boolean training;
    private final List<Parameter> parameters = new ArrayList<>();
    /** The variables of what each layer with a norm takes. */
    private final List<String> inputs = new ArrayList<>();

    private final Script compiled;

    /**
     * A script of the network, which goes with its parameters.
     *
     * @param training whether it is for training or for inference
     */
    StageScript(EvidenceNetwork network, boolean training) {
        this(network, training, false);
    }

    private StageScript(EvidenceNetwork network, boolean training, boolean givesInputs) {
        this.training = training;
        List<String> maps = add(network.stages(), films());
        List<String> results = new ArrayList<>();
        ParameterList head = network.head().getDirectParameters();
        if (!training) {
            results.addAll(
                    network.writeOutputs(this, maps, parameter(head.get("weight")), parameter(head.get("bias"))));
        }
        results.addAll(maps);
        compiled = compile(head.get("weight").getArray().getManager(), givesInputs ? inputs : results);
    }

    /** A script for inference that gives what each layer with a norm takes instead, in their order. */
    static StageScript ofInputs(EvidenceNetwork network) {
        return new StageScript(network, false, true);
    }

    @Override
    String add(ConvolutionNorm layer, String input) {
        inputs.add(input);
        return layer.write(this, input);
    }

    @Override
    String pointwise(String input, String weight, String bias) {
        return "torch.conv2d(%s, %s, %s)".formatted(input, weight, bias);
    }

    /** Whether what only training does is to be written. */
    boolean training() {
        return training;
    }

    /** The variable that holds a parameter's values. */
    String parameter(Parameter parameter) {
        parameters.add(parameter);
        return newArgument();
    }

    /**
     * Runs it.
     *
     * @param films float32 (N, 1, H, W)
     * @return arrays that go with the films' manager
     */
    NDList run(ParameterStore store, NDArray films) {
        NDList arguments = new NDList(films);
        for (Parameter parameter : parameters) {
            arguments.add(store.getValue(parameter, films.getDevice(), training));
        }
        return compiled.call(arguments);
    }
}
