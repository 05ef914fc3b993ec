package org.xraystream.inference.updates;

import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;

/** Where the model of a role serves. Called by one thread. */
@FunctionalInterface
public interface ModelSlot {
    /**
     * Loads a model beside the one that serves, and lets it take over.
     *
     * @throws ModelPackageException if it cannot be loaded; the former one goes on
     */
    void install(ModelPackage model) throws ModelPackageException;

    /**
     * Lets no model serve, where that may be.
     *
     * @return whether none serves now; else the former goes on
     */
    default boolean clear() {
        return false;
    }
}
