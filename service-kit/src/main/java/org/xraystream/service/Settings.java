package org.xraystream.service;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The settings of a process: the environment over a file over the defaults of {@code reference.conf} (each module of
 * the class path adds its own). In the environment a setting is {@code XRAYSTREAM_…}, or {@code XRAYSTREAM_…_FILE}
 * names the file that its value stands in. Every getter fails with a {@link SettingsException} that names the setting.
 * Immutable.
 */
public final class Settings {
    private static final String ENVIRONMENT_PREFIX = "XRAYSTREAM_";
    private static final String FILE_SUFFIX = "_FILE";
    private static final Pattern LAST_LINE_END = Pattern.compile("\\R\\z");

    private final Config config;

    private Settings(Config config) {
        this.config = config;
    }

    /**
     * Reads all layers.
     *
     * @param file HOCON, JSON or properties
     * @throws SettingsException if the file is missing, malformed or has a setting that nothing knows
     */
    public static Settings load(Optional<Path> file, Map<String, String> environment) {
        Config defaults = ConfigFactory.parseResources("reference.conf");
        try {
            Config fromFile = file.map(Settings::parse).orElseGet(ConfigFactory::empty);
            rejectUnknown(fromFile, defaults, file);
            Config fromEnvironment = readEnvironment(defaults, environment);
            return new Settings(fromEnvironment
                    .withFallback(fromFile)
                    .withFallback(defaults)
                    .resolve());
        } catch (ConfigException e) {
            throw new SettingsException("The configuration can't be read: " + e.getMessage());
        }
    }

    /** These settings with others on top, given as path to value. */
    public Settings with(Map<String, ?> overrides) {
        return new Settings(ConfigFactory.parseMap(overrides).withFallback(config));
    }

    private static Config parse(Path file) {
        if (!Files.isReadable(file)) {
            throw new SettingsException("The configuration file " + file + " does not exist or can't be read.");
        }
        return ConfigFactory.parseFile(file.toFile());
    }

    private static void rejectUnknown(Config fromFile, Config defaults, Optional<Path> file) {
        for (var entry : fromFile.entrySet()) {
            if (!isKnown(entry.getKey(), defaults)) {
                throw new SettingsException(
                        "Unknown setting " + entry.getKey() + " in " + file.orElseThrow() + ": check its spelling.");
            }
        }
    }

    private static boolean isKnown(String path, Config defaults) {
        if (defaults.hasPath(path)) {
            return true;
        }
        // below an open table, such as kafka.client, any key may stand
        List<String> elements = ConfigUtil.splitPath(path);
        for (int length = elements.size() - 1; length > 0; length--) {
            String parent = ConfigUtil.joinPath(elements.subList(0, length));
            if (defaults.hasPath(parent)) {
                return defaults.getValue(parent) instanceof ConfigObject table && table.isEmpty();
            }
        }
        return false;
    }

    private static Config readEnvironment(Config defaults, Map<String, String> environment) {
        Config found = ConfigFactory.empty();
        for (var entry : defaults.entrySet()) {
            String name = environmentName(entry.getKey());
            Optional<String> value = readEnvironment(name, environment);
            if (value.isPresent()) {
                found = found.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(value.get(), name));
            }
        }
        return found;
    }

    /** The value itself, or that of a file which the environment names: so secrets need not stand in it. */
    private static Optional<String> readEnvironment(String name, Map<String, String> environment) {
        String value = environment.get(name);
        String file = environment.get(name + FILE_SUFFIX);
        if (file == null) {
            return Optional.ofNullable(value);
        }
        if (value != null) {
            throw new SettingsException("Both " + name + " and " + name + FILE_SUFFIX + " are set: unset one of them.");
        }
        try {
            return Optional.of(
                    LAST_LINE_END.matcher(Files.readString(Path.of(file))).replaceFirst(""));
        } catch (IOException | InvalidPathException e) {
            throw new SettingsException("The file " + file + " that " + name + FILE_SUFFIX
                    + " names does not exist or can't be read as text: " + e.getMessage());
        }
    }

    private static String environmentName(String path) {
        return ENVIRONMENT_PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** A string that must be set. */
    public String text(String path) {
        return optionalText(path)
                .orElseThrow(() -> new SettingsException("The setting " + path
                        + " is missing: set it in the configuration file or as " + environmentName(path) + "."));
    }

    /** A string that may be absent. */
    public Optional<String> optionalText(String path) {
        return Optional.of(read(path, config::getString)).filter(value -> !value.isBlank());
    }

    /** A whole number within bounds, both inclusive. */
    public int integer(String path, int min, int max) {
        int value = read(path, config::getInt);
        if (value < min || value > max) {
            throw wrong(path, "must be from " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    /** A number within bounds, both inclusive. */
    public double number(String path, double min, double max) {
        double value = read(path, config::getDouble);
        if (!(value >= min && value <= max)) {
            throw wrong(path, "must be from " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    /** True or false. */
    public boolean flag(String path) {
        return read(path, config::getBoolean);
    }

    /** A size in bytes, such as {@code 32MiB}; positive. */
    public long bytes(String path) {
        return read(path, config::getBytes);
    }

    /** A positive duration, such as {@code 10s}. */
    public Duration duration(String path) {
        Duration value = read(path, config::getDuration);
        if (value.isNegative() || value.isZero()) {
            throw wrong(path, "must be longer than nothing");
        }
        return value;
    }

    /** An http or https URL that must be set; no trailing slash. */
    public URI url(String path) {
        String value = text(path);
        try {
            URI url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // reported below, as any other wrong value
        }
        throw wrong(path, "must be an http or https URL, not \"" + value + "\"");
    }

    /** An open table of strings. */
    public Map<String, String> table(String path) {
        Map<String, String> values = new LinkedHashMap<>();
        for (var entry : read(path, config::getConfig).entrySet()) {
            if (entry.getValue().valueType() == ConfigValueType.LIST) {
                throw wrong(path + "." + entry.getKey(), "must be one value, not a list");
            }
            values.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    String.valueOf(entry.getValue().unwrapped()));
        }
        return values;
    }

    /** The exception for a value that a service finds wrong. */
    public static SettingsException wrong(String path, String why) {
        return new SettingsException("The setting " + path + " " + why + ".");
    }

    private static <T> T read(String path, Function<String, T> getter) {
        try {
            return getter.apply(path);
        } catch (ConfigException e) {
            throw new SettingsException("The setting " + path + " is wrong: " + e.getMessage());
        }
    }
}
