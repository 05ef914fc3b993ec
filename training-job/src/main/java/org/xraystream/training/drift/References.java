package org.xraystream.training.drift;

import org.xraystream.events.ModelReference;
import org.xraystream.model.Reference;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.ObjectStoreException;

/** Knows the references of models. */
@FunctionalInterface
interface References {
    /**
     * The reference of a model that has read images; {@link Reference#none} where none is to be had.
     *
     * @throws ObjectStoreException if the store of packages is away
     * @throws RegistryAwayException if the announcements of models cannot be read now
     */
    Reference of(ModelReference model) throws ObjectStoreException, RegistryAwayException;
}
