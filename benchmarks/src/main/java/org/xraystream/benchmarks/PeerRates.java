package org.xraystream.benchmarks;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.net.Precision;

/**
 * The released model beside ONNX Runtime, on all cores, as one network and as one a core, and at each batch size.
 *
 * @param allowed precisions that the model's package allows
 */
record PeerRates(Set<Precision> allowed, List<InferenceThroughput.Rates> rates) {
    private static final int ROUNDS = 5;

    static PeerRates measure() throws ModelPackageException {
        ModelPackage release = ModelPackage.release();
        int threads = Runtime.getRuntime().availableProcessors();
        try {
            List<InferenceThroughput.Rates> rates =
                    new ArrayList<>(InferenceThroughput.measure(release, 1, threads, ROUNDS));
            rates.addAll(InferenceThroughput.measure(release, threads, 1, ROUNDS));
            return new PeerRates(release.manifest().precisions(), List.copyOf(rates));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run the model: " + e.getMessage(), e);
        }
    }

    /** Each as suits it best. */
    @JsonProperty
    double ratio() {
        double product = rates.stream()
                .flatMap(rate -> rate.product().entrySet().stream())
                .filter(entry -> allowed.contains(entry.getKey()))
                .mapToDouble(entry -> entry.getValue())
                .max()
                .orElseThrow();
        return product
                / rates.stream()
                        .mapToDouble(InferenceThroughput.Rates::onnxRuntime)
                        .max()
                        .orElseThrow();
    }
}
