package org.xraystream.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL programs that come as an archive on the class path, once per version. */
final class PostgresBinaries {
    private static final int OWNER_EXECUTE = 0100;

    private PostgresBinaries() {}

    /**
     * Unpacks the programs into a folder named after the archive's checksum, unless they are there already.
     *
     * @return the folder that holds {@code bin}, {@code lib} and {@code share}
     */
    static Path unpackInto(Path folder) throws IOException {
        String archive = archiveName();
        Path home = folder.resolve("server-" + checksum(archive));
        if (!Files.isDirectory(home)) {
            Path fresh = folder.resolve("server.new");
            FileTree.delete(fresh); // of a start that was cut short
            try (InputStream packed = open(archive);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
                unpack(tar, fresh);
            }
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return home;
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch");
        return "/postgres-" + system + "-" + ("aarch64".equals(architecture) ? "arm_64" : "x86_64") + ".txz";
    }

    private static InputStream open(String archive) {
        InputStream packed = PostgresBinaries.class.getResourceAsStream(archive);
        if (packed == null) {
            throw new InfrastructureException("PostgreSQL for this platform (" + archive
                    + ") is not on the class path: build with -Dpostgres.platform=…, or use a PostgreSQL of your own.");
        }
        return packed;
    }

    private static String checksum(String archive) throws IOException {
        try (InputStream packed = open(archive);
                DigestInputStream digest = new DigestInputStream(packed, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("The archive names a file outside its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(file.getParent());
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.createDirectories(file.getParent());
                Files.copy(tar, file);
                Files.setPosixFilePermissions(file, permissions(entry));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        EnumSet<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((entry.getMode() & OWNER_EXECUTE) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return permissions;
    }
}
