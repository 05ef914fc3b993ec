package org.xraystream.stack;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The secrets of the embedded parts, made at the first start and kept in a file that only its owner may read.
 *
 * @param databasePassword of the role that owns the database
 * @param databaseAdminPassword of PostgreSQL's superuser
 * @param objectStoreSecretKey of the S3 access key
 */
record Credentials(String databasePassword, String databaseAdminPassword, String objectStoreSecretKey) {
    private static final String DATABASE_PASSWORD = "database.password";
    private static final String DATABASE_ADMIN_PASSWORD = "database.admin.password";
    private static final String OBJECT_STORE_SECRET_KEY = "object-store.secret-key";
    private static final int SECRET_BYTES = 20;

    /** Reads the file; what is missing in it is made and added. */
    static Credentials loadOrCreate(Path file) {
        Properties content = PropertiesFile.read(file);
        int known = content.size();
        SecureRandom random = new SecureRandom();
        Credentials credentials = new Credentials(
                secret(content, DATABASE_PASSWORD, random),
                secret(content, DATABASE_ADMIN_PASSWORD, random),
                secret(content, OBJECT_STORE_SECRET_KEY, random));
        if (content.size() > known) {
            PropertiesFile.write(
                    file, content, "Secrets of the embedded parts. The data cannot be opened without them.");
        }
        return credentials;
    }

    private static String secret(Properties content, String key, SecureRandom random) {
        return (String) content.computeIfAbsent(key, absent -> randomHex(random));
    }

    private static String randomHex(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Nothing, so that no secret reaches a log. */
    @Override
    public String toString() {
        return "Credentials[]";
    }
}
