package org.xraystream.training.fit;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.model.net.PretrainedWeights;

/** What weights a training begins with. */
public sealed interface Start {
    /** Drawn by the experiment's seed. */
    record Chance() implements Start {
        @Override
        public void load(Architecture architecture, EvidenceNetwork network) {
            // a new network has them
        }

        @Override
        public String identity() {
            return "";
        }
    }

    /**
     * Published weights of all stages but the head.
     *
     * @param file see {@link PretrainedWeights}
     */
    record Backbone(Path file) implements Start {
        @Override
        public void load(Architecture architecture, EvidenceNetwork network) throws IOException {
            PretrainedWeights.load(file, architecture, network);
        }

        /** The experiment names the file. */
        @Override
        public String identity() {
            return "";
        }
    }

    /**
     * A model that is to be trained further, its head included.
     *
     * @param model of the experiment's architecture
     */
    record Model(ModelPackage model) implements Start {
        @Override
        public void load(Architecture architecture, EvidenceNetwork network) {
            NetworkWeights.decode(model.weights(), network);
        }

        @Override
        public String identity() {
            return DigestUtils.sha256Hex(model.weights());
        }
    }

    /**
     * Fills in the values.
     *
     * @param network initialized, of the architecture
     * @throws IllegalArgumentException if they are not this network's
     * @throws IOException if they cannot be read
     */
    void load(Architecture architecture, EvidenceNetwork network) throws IOException;

    /** What tells this start from another of the same experiment. */
    String identity();
}
