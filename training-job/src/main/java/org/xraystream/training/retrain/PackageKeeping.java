package org.xraystream.training.retrain;

import java.io.IOException;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.ModelPackage;
import org.xraystream.service.ObjectStoreException;

/** Stores packages; the same package again is the same object. */
@FunctionalInterface
public interface PackageKeeping {
    ObjectReference put(ModelPackage model) throws ObjectStoreException, IOException;
}
