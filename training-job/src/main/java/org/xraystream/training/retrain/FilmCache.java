package org.xraystream.training.retrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.events.ObjectReference;
import org.xraystream.registry.PackageSource;
import org.xraystream.service.BackOff;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStoreException;

/** Images of the object store as files, each under its SHA-256 and checked against it. Not thread-safe. */
final class FilmCache {
    private static final int ATTEMPTS = 6;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Path folder;
    private final PackageSource.Objects objects;

    FilmCache(Path workDirectory, PackageSource.Objects objects) {
        this.folder = workDirectory.resolve("films");
        this.objects = objects;
    }

    /**
     * The file of an object.
     *
     * @throws ObjectMissingException if there is no such object
     * @throws ObjectAlteredException if it is not what its event promises
     * @throws ObjectStoreException if the store is still away after {@value #ATTEMPTS} attempts
     * @throws IOException if the folder cannot be written to
     */
    Path get(ObjectReference object)
            throws ObjectMissingException, ObjectAlteredException, ObjectStoreException, IOException,
                    InterruptedException {
        Path file = folder.resolve(object.getSha256());
        if (!Files.exists(file)
                || !DigestUtils.sha256Hex(Files.readAllBytes(file)).equals(object.getSha256())) {
            byte[] bytes = fetch(object);
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(object.getSha256() + ".unfinished");
            Files.write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private byte[] fetch(ObjectReference object)
            throws ObjectMissingException, ObjectAlteredException, ObjectStoreException, InterruptedException {
        BackOff pauses = new BackOff(Duration.ofMillis(500), LONGEST_PAUSE);
        for (int attempt = 1; true; attempt++) {
            try {
                return objects.get(object);
            } catch (ObjectStoreException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(pauses.next().toMillis());
            }
        }
    }
}
