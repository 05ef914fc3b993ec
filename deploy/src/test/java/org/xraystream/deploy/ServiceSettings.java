package org.xraystream.deploy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings that a service knows: those of its own reference.conf, and those that all have. */
record ServiceSettings(String service, Config defaults) {
    static ServiceSettings of(String service) {
        return new ServiceSettings(service, reference(service).withFallback(reference("service-kit")));
    }

    private static Config reference(String module) {
        Path file = Repository.path(module + "/src/main/resources/reference.conf");
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(module + " is no service: it has no " + file);
        }
        return ConfigFactory.parseFile(file.toFile());
    }

    /** The variables that set them, without the prefix. */
    Set<String> variables() {
        return defaults.entrySet().stream()
                .map(entry -> entry.getKey().replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** The port that it listens on by default; it listens on one. */
    int port() {
        return defaults.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".http.port"))
                .map(entry -> (Integer) entry.getValue().unwrapped())
                .findFirst()
                .orElseThrow();
    }

    /** Whether a file may set this: it is a setting, or stands in a table that is open. */
    boolean knows(String path) {
        if (defaults.hasPath(path)) {
            return true;
        }
        var elements = ConfigUtil.splitPath(path);
        for (int length = elements.size() - 1; length > 0; length--) {
            String parent = ConfigUtil.joinPath(elements.subList(0, length));
            if (defaults.hasPath(parent)) {
                return defaults.getObject(parent).isEmpty();
            }
        }
        return false;
    }
}
