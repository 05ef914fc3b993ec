package org.xraystream.training.retrain;

import java.util.Map;
import org.xraystream.registry.PackageStore;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;
import org.xraystream.training.gate.GateRules;

/**
 * What retraining is wired of.
 *
 * @param kafka how to reach the broker
 * @param broker which is up, with all topics
 * @param objects the object store
 * @param packages in it
 * @param lease asked for, perhaps not held yet
 * @param retraining that runs while it is held
 */
public record RetrainParts(
        KafkaSettings kafka,
        KafkaConnection broker,
        ObjectStore objects,
        PackageStore packages,
        TrainingLease lease,
        Retraining retraining) {
    /**
     * Connects.
     *
     * @param overrides of the experiment, by key
     * @param shutdown is given what is opened
     */
    public static RetrainParts open(
            Settings settings, RetrainSettings retrain, Map<String, String> overrides, Shutdown shutdown)
            throws ObjectStoreException, InterruptedException {
        KafkaSettings kafka = KafkaSettings.from(settings);
        ObjectStoreSettings storage = ObjectStoreSettings.from(settings);
        GateRules rules = GateRules.of(settings);
        KafkaConnection broker = shutdown.add(KafkaConnection.open(kafka));
        ObjectStore objects = shutdown.add(ObjectStore.connect(storage));
        objects.ensureBucket(storage.modelsBucket());
        PackageStore packages = new PackageStore(objects, storage.modelsBucket());
        Retraining retraining =
                new Retraining(retrain, overrides, kafka, objects::get, packages, new ReleaseGate(rules));
        return new RetrainParts(kafka, broker, objects, packages, shutdown.add(TrainingLease.join(kafka)), retraining);
    }
}
