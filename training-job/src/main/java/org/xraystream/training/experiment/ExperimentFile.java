package org.xraystream.training.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.xraystream.command.CommandException;
import org.xraystream.model.ModelPackage;

/**
 * Reads experiments from HOCON (which JSON is part of). Strict: an unknown key, a wrong type or a value out of its
 * range is refused in one sentence. What is not said is as in {@code defaults.conf}.
 */
public final class ExperimentFile {
    private static final Config DEFAULTS = ConfigFactory.parseResources(ExperimentFile.class, "defaults.conf");
    private static final String RELEASE = "/org/xraystream/model/release/experiment.conf";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private ExperimentFile() {}

    /** The text of a file, to be overridden or {@linkplain #experiment read}. */
    public static Config parse(Path file) throws CommandException {
        if (!Files.isReadable(file)) {
            throw CommandException.usage("The experiment file " + file + " does not exist or cannot be read.");
        }
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException e) {
            throw CommandException.usage(sentence("The experiment file " + file, e.getMessage()));
        }
    }

    /** The text of the file that the released model was trained with. */
    public static Config release() {
        URL file = ModelPackage.class.getResource(RELEASE);
        return ConfigFactory.parseURL(file, ConfigParseOptions.defaults().setAllowMissing(false));
    }

    /**
     * The text with another value for a key. Another name, such as of {@code optimizer.name}, takes what was said of
     * the old one with it.
     *
     * @param key path of the key
     * @param value in HOCON
     */
    public static Config with(Config text, String key, String value) throws CommandException {
        try {
            Config rest = key.endsWith(".name") ? text.withoutPath(key.replaceFirst("\\.name$", "")) : text;
            return ConfigFactory.parseString(key + " = " + value).withFallback(rest);
        } catch (ConfigException e) {
            throw CommandException.usage("The setting " + key + "=" + value + " is no key and value: use key=value.");
        }
    }

    /**
     * An experiment, with the defaults where the text is silent.
     *
     * @param place what is read, for people: the subject of the sentence that says what is wrong
     * @throws CommandException what is wrong where, and what is allowed there
     */
    public static Experiment experiment(Config text, String place) throws CommandException {
        try {
            Config complete = withNamedDefaults(text.withFallback(DEFAULTS.getConfig("experiment")));
            String json = complete.resolve().root().render(ConfigRenderOptions.concise());
            return JSON.readValue(json, Experiment.class);
        } catch (ConfigException | IllegalArgumentException e) {
            throw CommandException.usage(sentence(place, e.getMessage()));
        } catch (JsonMappingException e) {
            throw CommandException.usage(sentence(place, problem(e)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A configuration did not render as JSON.", e);
        }
    }

    private static String sentence(String place, String problem) {
        return place + " is wrong: " + problem.replaceAll("[.\\s]+$", "").replaceAll("\\s+", " ") + ".";
    }

    private static Config withNamedDefaults(Config text) {
        Config complete = text;
        for (String part : DEFAULTS.getObject("named").keySet()) {
            complete = withDefaultsOfName(complete, part);
        }
        if (complete.hasPath("phases") && complete.getValue("phases") instanceof ConfigList phases) {
            List<ConfigValue> filled = new ArrayList<>();
            phases.forEach(phase -> filled.add(phase.withFallback(DEFAULTS.getValue("phase"))));
            complete = complete.withValue("phases", ConfigValueFactory.fromIterable(filled));
        }
        return complete;
    }

    /** Adds what the part's name stands for; a part that is no table is left to fail as such. */
    private static Config withDefaultsOfName(Config text, String part) {
        if (!(text.getValue(part) instanceof ConfigObject)) {
            return text;
        }
        ConfigObject known = DEFAULTS.getObject("named." + part);
        ConfigValue name = text.getValue(part + ".name");
        if (!known.containsKey(String.valueOf(name.unwrapped()))) {
            throw new IllegalArgumentException(
                    part + ".name must be one of " + new TreeSet<>(known.keySet()) + ", not " + name.render());
        }
        ConfigValue defaults = known.get(name.unwrapped());
        return text.withValue(part, text.getValue(part).withFallback(defaults));
    }

    private static String problem(JsonMappingException e) {
        String key = path(e.getPath());
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "the key " + key + " is not known; known there are "
                    + unknown.getKnownPropertyIds().stream().sorted().toList();
        }
        if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
            String message = refused.getCause().getMessage();
            return key.isEmpty() ? message : "at " + key + ", " + message;
        }
        if (e instanceof MismatchedInputException mismatch) {
            return mismatch.getOriginalMessage().startsWith("Missing")
                    ? "it lacks the key " + key
                    : key + " must be " + kind(mismatch.getTargetType());
        }
        return e.getOriginalMessage();
    }

    private static String path(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.toString();
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "a table";
        }
        if (type.isEnum()) {
            return "one of " + JSON.convertValue(type.getEnumConstants(), List.class);
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "a table";
    }
}
