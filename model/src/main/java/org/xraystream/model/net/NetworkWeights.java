package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of a network's parameters as a safetensors file (Hugging Face's format: a JSON header, then raw
 * little-endian arrays; nothing in it can be executed), each under its place in the network.
 */
public final class NetworkWeights {
    /** Arrays whose names begin so are no parameters: they are kept beside them, see {@code Population}. */
    public static final String POPULATION = "population.";

    private NetworkWeights() {}

    /** The file's bytes for the values that the network has now. */
    public static byte[] encode(EvidenceNetwork network) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList arrays = new NDList();
            for (Pair<String, Parameter> parameter : network.getParameters()) {
                NDArray copy = parameter.getValue().getArray().duplicate();
                copy.attach(manager);
                copy.setName(parameter.getKey());
                arrays.add(copy);
            }
            return arrays.encode(NDList.Encoding.SAFETENSORS);
        }
    }

    /**
     * Fills in the values.
     *
     * @param network initialized
     * @throws IllegalArgumentException if the file is damaged, of another network, or holds a value that is not finite
     */
    public static void decode(byte[] file, EvidenceNetwork network) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, NDArray> arrays = arrays(file, manager);
            arrays.keySet().removeIf(name -> name.startsWith(POPULATION));
            for (Pair<String, Parameter> parameter : network.getParameters()) {
                NDArray target = parameter.getValue().getArray();
                NDArray value = arrays.remove(parameter.getKey());
                check(parameter.getKey(), value, target.getShape());
                value.copyTo(target);
            }
            if (!arrays.isEmpty()) {
                throw new IllegalArgumentException(
                        "they hold " + arrays.keySet().iterator().next() + ", which the network has not");
            }
        }
    }

    /**
     * The arrays of a weights file by their names, in its order.
     *
     * @throws IllegalArgumentException if the file is damaged
     */
    public static Map<String, NDArray> arrays(byte[] file, NDManager manager) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try {
            for (NDArray array : NDList.decode(manager, file)) {
                arrays.put(array.getName(), array);
            }
        } catch (RuntimeException e) {
            // of damaged bytes DJL says so with whatever exception they lead it to
            throw new IllegalArgumentException("they are no safetensors file, or a damaged one", e);
        }
        return arrays;
    }

    private static void check(String name, NDArray value, Shape wanted) {
        if (value == null) {
            throw new IllegalArgumentException("they lack " + name);
        }
        if (!value.getShape().equals(wanted)) {
            throw new IllegalArgumentException(name + " has the shape " + value.getShape() + " instead of " + wanted);
        }
        finite(name, value);
    }

    /**
     * An array's values: weights of a training run that came to nothing make every probability undefined.
     *
     * @throws IllegalArgumentException if not all are finite
     */
    public static float[] finite(String name, NDArray array) {
        float[] values = array.toFloatArray();
        for (float number : values) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException(name + " is not all finite numbers");
            }
        }
        return values;
    }
}
