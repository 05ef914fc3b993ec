package org.xraystream.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds all state, locked for as long as this object is open. The lock belongs to the operating system
 * and vanishes with the process, however it ends.
 */
final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder where it is missing and locks it.
     *
     * @throws InfrastructureException if it cannot be written, or another process or stack holds it
     */
    static DataDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            // it will hold radiographs and secrets: no other user may look inside
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel lockFile =
                    FileChannel.open(root.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(lockFile)) {
                lockFile.close();
                throw new InfrastructureException("The data directory " + root
                        + " is in use by another running stack: stop that one, or choose another data directory.");
            }
            return new DataDirectory(root, lockFile);
        } catch (FileAlreadyExistsException e) {
            throw new InfrastructureException("The data directory " + root + " is a file: choose a folder.", e);
        } catch (IOException e) {
            throw new InfrastructureException(
                    "The data directory " + root + " cannot be created or written (" + e
                            + "): choose one that this user may write.",
                    e);
        }
    }

    private static boolean lock(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process holds it
        }
    }

    /** The path of a file directly below the data directory. */
    Path file(String name) {
        return root.resolve(name);
    }

    /** The folder of one part, created when missing. */
    Path part(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new InfrastructureException("The folder " + root.resolve(name) + " cannot be created: " + e, e);
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of " + root + " could not be released", e);
        }
    }
}
