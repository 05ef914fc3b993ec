package org.xraystream.inference.updates;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.Calibration;
import org.xraystream.model.Decision;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.model.net.ResidualCnn;

/** Packages of a tiny network with random weights, which differ in their version alone, and announcements of them. */
public final class Announcements {
    private static final Architecture ARCHITECTURE = new ResidualCnn(List.of(4, 8), 0.1, ActivationFunction.RELU);
    private static final Preprocessing PREPROCESSING = Preprocessing.square(32);
    private static final byte[] WEIGHTS = weights();

    private Announcements() {}

    private static byte[] weights() {
        try (NDManager manager = NDManager.newBaseManager(Network.ENGINE)) {
            EvidenceNetwork network = ARCHITECTURE.newNetwork();
            network.initialize(
                    manager, DataType.FLOAT32, new Shape(1, 1, PREPROCESSING.height(), PREPROCESSING.width()));
            return NetworkWeights.encode(network);
        }
    }

    /** A package that can be loaded. */
    public static ModelPackage model(String version) throws ModelPackageException {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        return new ModelPackage(
                new Manifest(
                        Manifest.FORMAT_VERSION,
                        "tiny",
                        version,
                        Manifest.INTENDED_USE,
                        "2026-01-01T00:00:00Z",
                        ARCHITECTURE,
                        PREPROCESSING,
                        Manifest.CLASSES,
                        new Calibration("none", 1, 0),
                        new Decision(0.5, 0.4, 0.6, "test", Decision.Guarantee.none()),
                        new Manifest.TrainingData("none", 0, 0, 0, 0, "generated"),
                        none,
                        none,
                        DigestUtils.sha256Hex(WEIGHTS)),
                WEIGHTS);
    }

    static ModelReference reference(ModelPackage model) {
        ModelIdentity identity = model.manifest().identity();
        return new ModelReference(identity.id(), identity.version(), identity.sha256());
    }

    /** Where a version's package is. */
    static ObjectReference place(String version, byte[] zip) {
        return new ObjectReference("models", version + ".zip", (long) zip.length, DigestUtils.sha256Hex(zip));
    }

    /**
     * That a version took a role.
     *
     * @param second of the epoch
     */
    static ModelReleased announcement(String version, ModelRole role, long second)
            throws ModelPackageException, IOException {
        return announcement(
                version,
                role,
                Instant.ofEpochSecond(second),
                place(version, model(version).zip()));
    }

    /** That a version took a role, and where its package is. */
    public static ModelReleased announcement(String version, ModelRole role, Instant at, ObjectReference place)
            throws ModelPackageException {
        return ModelReleased.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(at)
                .setModel(reference(model(version)))
                .setRole(role)
                .setPackageReference(place)
                .setReleasedBy("test")
                .setReason("test")
                .build();
    }

    /** That the release took a role; it needs no package. */
    static ModelReleased releaseAnnounced(ModelRole role, long second) throws ModelPackageException {
        return ModelReleased.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(Instant.ofEpochSecond(second))
                .setModel(reference(ModelPackage.release()))
                .setRole(role)
                .setReleasedBy("test")
                .setReason("test")
                .build();
    }
}
