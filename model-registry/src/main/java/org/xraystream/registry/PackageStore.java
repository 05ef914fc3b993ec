package org.xraystream.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;

/**
 * Keeps packages in the object store, each as a zip whose key has its SHA-256 in it: nothing is ever replaced by
 * something else, and a package that is put again is the same object. S3 shows an object whole or not at all.
 * Thread-safe.
 */
public final class PackageStore {
    private static final String MEDIA_TYPE = "application/zip";
    /** What is safe in an object's key, and leaves the slash to part the id from the version. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    private final ObjectStore objects;
    private final String bucket;
    private final PackageSource source;

    /**
     * Keeps packages in a bucket.
     *
     * @param bucket exists
     */
    public PackageStore(ObjectStore objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
        this.source = new PackageSource(objects::get);
    }

    /**
     * Stores a package and returns when it is there.
     *
     * @throws ModelPackageException if its id or version cannot be the name of an object
     * @throws ObjectStoreException if the store is away or refuses; it may be there all the same, and can be put again
     */
    public ObjectReference put(ModelPackage model) throws ModelPackageException, ObjectStoreException {
        byte[] zip = zip(model);
        return objects.put(bucket, key(model.manifest().identity(), zip), zip, MEDIA_TYPE);
    }

    /**
     * The package of an announcement.
     *
     * @throws ModelPackageException if there is none that is sound and the one announced
     * @throws ObjectStoreException if the store is away, which says nothing about the package
     */
    public ModelPackage get(ModelReleased announcement) throws ModelPackageException, ObjectStoreException {
        return source.get(announcement);
    }

    static String key(ModelIdentity model, byte[] zip) throws ModelPackageException {
        if (!NAME.matcher(model.id()).matches()
                || !NAME.matcher(model.version()).matches()) {
            throw new ModelPackageException("The model '" + model.id() + "' of version '" + model.version()
                    + "' cannot be stored under this name: use letters, digits, dots, dashes, underscores and plus.");
        }
        return model.id() + "/" + model.version() + "-" + DigestUtils.sha256Hex(zip) + ".zip";
    }

    private static byte[] zip(ModelPackage model) {
        try {
            return model.zip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
