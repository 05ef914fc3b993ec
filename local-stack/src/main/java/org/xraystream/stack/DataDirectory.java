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
    private static final long MEBIBYTE = 1 << 20;
    /** A new stack takes about half of it. */
    private static final long NEEDED_MEBIBYTES = 256;

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder where it is missing and locks it.
     *
     * @throws InfrastructureException if it cannot be written or has too little room, or another process or stack holds
     *     it
     */
    static DataDirectory open(Path directory) {
        return open(directory, NEEDED_MEBIBYTES);
    }

    /** The same, with what room there must be, in MiB. */
    static DataDirectory open(Path directory, long needed) {
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
            requireSpace(root, needed, lockFile);
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

    // Kafka and PostgreSQL do not survive a full disk, and say so at length.
    private static void requireSpace(Path root, long needed, FileChannel lockFile) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace() / MEBIBYTE;
        if (free < needed) {
            lockFile.close();
            throw new InfrastructureException("The file system of the data directory " + root + " has " + free
                    + " MiB left and " + needed + " are needed: make room, or choose another data directory.");
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
