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

    /** Lets no model serve. */
    default void clear() {
        throw new UnsupportedOperationException("There is always a champion");
    }
}
