package org.xraystream.registry;

import java.util.Optional;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStoreException;

/** Gets the packages that announcements name, and checks that they are what was announced. Thread-safe. */
public final class PackageSource {
    private final Objects objects;

    /** Where the packages are. */
    @FunctionalInterface
    public interface Objects {
        /** The bytes of an object, with the size and the SHA-256 of its reference. */
        byte[] get(ObjectReference reference)
                throws ObjectMissingException, ObjectAlteredException, ObjectStoreException;
    }

    public PackageSource(Objects objects) {
        this.objects = objects;
    }

    /**
     * The package of an announcement.
     *
     * @throws ModelPackageException if there is none that is sound and the one announced
     * @throws ObjectStoreException if the store is away, which says nothing about the package
     */
    public ModelPackage get(ModelReleased announcement) throws ModelPackageException, ObjectStoreException {
        ModelReference announced = announcement.getModel();
        Optional<ObjectReference> reference = announcement.getPackageReference();
        ModelPackage model = reference.isPresent() ? fetch(reference.get()) : ModelPackage.release();
        if (!isOf(announced, model.manifest().identity())) {
            throw new ModelPackageException("It is the package of "
                    + name(model.manifest().identity())
                    + (reference.isPresent() ? "" : ", which ships with this software and stands in for none") + ".");
        }
        return model;
    }

    private ModelPackage fetch(ObjectReference reference) throws ModelPackageException, ObjectStoreException {
        try {
            return ModelPackage.unzip(reference.getBucket() + "/" + reference.getKey(), objects.get(reference));
        } catch (ObjectMissingException | ObjectAlteredException e) {
            throw new ModelPackageException(e.getMessage(), e);
        }
    }

    public static boolean isOf(ModelReference announced, ModelIdentity model) {
        return announced.equals(new ModelReference(model.id(), model.version(), model.sha256()));
    }

    private static String name(ModelIdentity model) {
        return model.id() + " " + model.version() + " with weights of SHA-256 " + model.sha256();
    }
}
