package org.xraystream.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.xraystream.stack.SecretFile;

/** The key of the pseudonyms, made at the first start and kept: with another key the same patient is a stranger. */
final class PseudonymKey {
    private static final int BYTES = 32;

    private PseudonymKey() {}

    static String of(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve("pseudonym.key");
        if (!Files.exists(file)) {
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            SecretFile.create(file, HexFormat.of().formatHex(key));
        }
        return Files.readString(file).strip();
    }
}
