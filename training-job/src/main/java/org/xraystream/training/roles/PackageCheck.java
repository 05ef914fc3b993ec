package org.xraystream.training.roles;

import org.xraystream.events.ModelReleased;
import org.xraystream.model.Classifier;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.PackageStore;
import org.xraystream.service.ObjectStoreException;

/** Whether the package of an announcement can be fetched, is what was announced, and loads; as inference will do it. */
@FunctionalInterface
interface PackageCheck {
    /**
     * Returns if it does.
     *
     * @throws ModelPackageException if it does not, with the reason
     * @throws ObjectStoreException if the store is away, which says nothing about the package
     */
    void run(ModelReleased announcement) throws ModelPackageException, ObjectStoreException;

    static PackageCheck of(PackageStore store) {
        return announcement -> load(store.get(announcement));
    }

    /** Loads a package and lets go of it. */
    static void load(ModelPackage model) throws ModelPackageException {
        Classifier.load(model).close();
    }
}
