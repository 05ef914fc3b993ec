package org.xraystream.inference.updates;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;

/** Packages that differ from the release in their version alone, and announcements of them. */
final class Announcements {
    private Announcements() {}

    static ModelPackage model(String version) throws ModelPackageException {
        ModelPackage release = ModelPackage.release();
        Manifest manifest = release.manifest();
        return new ModelPackage(
                new Manifest(
                        manifest.formatVersion(),
                        manifest.id(),
                        version,
                        manifest.intendedUse(),
                        manifest.createdAt(),
                        manifest.architecture(),
                        manifest.preprocessing(),
                        manifest.classes(),
                        manifest.calibration(),
                        manifest.decision(),
                        manifest.trainingData(),
                        manifest.experiment(),
                        manifest.metrics(),
                        manifest.weightsSha256()),
                release.weights());
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
        ModelPackage model = model(version);
        return ModelReleased.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(Instant.ofEpochSecond(second))
                .setModel(reference(model))
                .setRole(role)
                .setPackageReference(place(version, model.zip()))
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
