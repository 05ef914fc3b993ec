package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Published weights of a backbone, put into the stages of a network that is to be trained further. The file is an
 * {@code .npz} or {@code .safetensors} of float32 arrays under the names that GluonCV gives MobileNetV2:
 *
 * <ul>
 *   <li>{@code mobilenetv20_features_conv0_weight} and {@code …conv1_weight} for the first and the last convolution,
 *       {@code mobilenetv20_features_linearbottleneckB_convL_weight} (B from 0 to 16, L from 0 to 2) for the others,
 *       shaped (out, in / groups, height, width);
 *   <li>with {@code batchnorm} for {@code conv} and {@code _gamma}, {@code _beta}, {@code _running_mean},
 *       {@code _running_var} for {@code _weight}: their batch norms.
 * </ul>
 *
 * <p>The first convolution's three colours are added up, since a grey film has the same value in each. Arrays of other
 * names, such as those of the classes, are left out.
 */
public final class PretrainedWeights {
    private static final String PREFIX = "mobilenetv20_features_";
    private static final int LAYERS_EACH = 3;

    private PretrainedWeights() {}

    /**
     * Fills in the stages; the head stays as it is.
     *
     * @param network initialized
     * @throws IllegalArgumentException if the architecture is not the file's, or an array is missing or of another
     *     shape
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, Architecture architecture, EvidenceNetwork network) throws IOException {
        if (!(architecture instanceof MobileNetV2)) {
            throw new IllegalArgumentException(
                    "Pretrained weights are for the network " + MobileNetV2.NAME + " alone; leave them out.");
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, NDArray> arrays = read(file, manager);
            Map<Parameter, NDArray> values = new HashMap<>();
            names(network).forEach((parameter, name) -> values.put(parameter, value(file, arrays, name, parameter)));
            // only now that all are there and fit
            values.forEach((parameter, value) -> value.copyTo(parameter.getArray()));
        }
    }

    private static Map<String, NDArray> read(Path file, NDManager manager) throws IOException {
        Map<String, NDArray> arrays = new HashMap<>();
        try {
            for (NDArray array : NDList.decode(manager, Files.readAllBytes(file))) {
                arrays.put(array.getName(), array);
            }
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " is no .npz or .safetensors file that can be read: " + e.getMessage() + ".",
                    e);
        }
        return arrays;
    }

    /** What the file calls each parameter of the stages. */
    static Map<Parameter, String> names(EvidenceNetwork network) {
        List<ConvolutionNorm> layers = network.stages().stream()
                .flatMap(stage -> ConvolutionNorm.within(stage.block()))
                .toList();
        Map<Parameter, String> names = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            for (Parameter parameter : layers.get(i).getDirectParameters().values()) {
                names.put(parameter, PREFIX + layerName(i, layers.size(), parameter) + "_" + parameter.getName());
            }
        }
        return names;
    }

    /** The first layer and the last stand alone, the others are three to a bottleneck. */
    private static String layerName(int layer, int layers, Parameter parameter) {
        String kind = parameter.getType() == Parameter.Type.WEIGHT ? "conv" : "batchnorm";
        if (layer == 0 || layer == layers - 1) {
            return kind + Math.min(layer, 1);
        }
        int inner = layer - 1;
        return "linearbottleneck" + inner / LAYERS_EACH + "_" + kind + inner % LAYERS_EACH;
    }

    private static NDArray value(Path file, Map<String, NDArray> arrays, String name, Parameter parameter) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("The file " + file + " has no array " + name
                    + ": it is not of the network " + MobileNetV2.NAME + ".");
        }
        Shape wanted = parameter.getArray().getShape();
        boolean isColour = array.getShape().dimension() == 4 && array.getShape().get(1) == 3 && wanted.get(1) == 1;
        NDArray grey = isColour ? array.sum(new int[] {1}, true) : array;
        if (!grey.getShape().equals(wanted)) {
            throw new IllegalArgumentException("The array " + name + " of the file " + file + " has the shape "
                    + array.getShape() + "; the network's is " + wanted + ".");
        }
        return grey.toType(DataType.FLOAT32, false);
    }
}
