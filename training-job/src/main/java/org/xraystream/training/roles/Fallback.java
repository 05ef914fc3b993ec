package org.xraystream.training.roles;

import org.xraystream.events.ModelReleased;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.AnnouncedModels;
import org.xraystream.service.ObjectStoreException;

/** Whether something would serve if the present champion were retired. */
record Fallback(PackageCheck packages) {
    /**
     * Whether a champion before the present one can be loaded.
     *
     * @throws ObjectStoreException if the store is away, so that it is not known
     */
    boolean exists(AnnouncedModels models) throws ObjectStoreException {
        for (ModelReleased former : models.champions().stream().skip(1).toList()) {
            try {
                packages.run(former);
                return true;
            } catch (ModelPackageException e) {
                // inference goes past it too
            }
        }
        return false;
    }
}
