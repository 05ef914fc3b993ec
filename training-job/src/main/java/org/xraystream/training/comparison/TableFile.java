package org.xraystream.training.comparison;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xraystream.command.CommandException;
import org.xraystream.training.bounds.Check;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.ExperimentFile;
import org.xraystream.training.robustness.Perturbation;

/**
 * Reads tables of experiments from HOCON: {@code base} is an experiment, and each of {@code experiments} overrides some
 * of its keys, besides its {@code name}, {@code group} and, if that is not the name, {@code title}. What stands in
 * {@code parts} is there to be referred to. Strict, as {@link ExperimentFile} is.
 */
public final class TableFile {
    private static final Config DEFAULTS = ConfigFactory.parseString("""
            seed = 1
            folds = 3
            films = 0
            perturbations = [blur, sharpening, contrast, crop]
            base {}
            """);

    private static final Set<String> KEYS =
            Set.of("title", "seed", "folds", "films", "minutes", "perturbations", "base", "parts", "experiments");
    private static final String NAME = "name";
    private static final ConfigRenderOptions AS_TEXT = ConfigRenderOptions.defaults()
            .setOriginComments(false)
            .setComments(false)
            .setJson(false);

    private final String place;

    private TableFile(String place) {
        this.place = place;
    }

    /**
     * The table.
     *
     * @throws CommandException what is wrong where, and what is allowed there
     */
    public static ExperimentTable read(Path file) throws CommandException {
        return new TableFile("The table " + file).table(ExperimentFile.parse(file));
    }

    private ExperimentTable table(Config text) throws CommandException {
        try {
            Config table = text.withFallback(DEFAULTS).resolve();
            for (String key : table.root().keySet()) {
                if (!KEYS.contains(key)) {
                    throw wrong("the key " + key + " is not known; known there are " + new TreeSet<>(KEYS));
                }
            }
            List<TableEntry> entries = new ArrayList<>();
            for (Config entry : table.getConfigList("experiments")) {
                entries.add(entry(table.getConfig("base"), entry));
            }
            return new ExperimentTable(
                    table.getString("title"),
                    table.getLong("seed"),
                    table.getInt("folds"),
                    table.getInt("films"),
                    table.getDouble("minutes"),
                    perturbations(table.getStringList("perturbations")),
                    entries);
        } catch (ConfigException | IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private TableEntry entry(Config base, Config entry) throws CommandException {
        String name = entry.getString(NAME);
        Config complete = override(base, entry.withoutPath("group").withoutPath("title"));
        Experiment experiment = ExperimentFile.experiment(complete, place + ", experiment " + name + ",");
        return new TableEntry(
                entry.getString("group"),
                entry.hasPath("title") ? entry.getString("title") : name,
                complete.root().render(AS_TEXT),
                experiment);
    }

    /** What is chosen by name, such as an optimizer, takes nothing over from another of the base. */
    private static Config override(Config base, Config overrides) {
        Config kept = base;
        for (String key : overrides.root().keySet()) {
            ConfigValue before = base.root().get(key);
            ConfigValue after = overrides.root().get(key);
            if (before instanceof ConfigObject old
                    && after instanceof ConfigObject young
                    && young.containsKey(NAME)
                    && !young.get(NAME).equals(old.get(NAME))) {
                kept = kept.withoutPath(key);
            }
        }
        return overrides.withFallback(kept);
    }

    private static List<Perturbation> perturbations(List<String> names) {
        Map<String, Perturbation> known = Arrays.stream(Perturbation.values())
                .collect(Collectors.toMap(
                        kind -> kind.name().toLowerCase(Locale.ROOT), kind -> kind, (a, b) -> a, TreeMap::new));
        names.forEach(
                name -> Check.that(known.containsKey(name), "perturbations", '"' + name + '"', "of " + known.keySet()));
        return names.stream().map(known::get).toList();
    }

    private CommandException wrong(String problem) {
        return CommandException.usage(
                place + " is wrong: " + problem.replaceAll("[.\\s]+$", "").replaceAll("\\s+", " ") + ".");
    }
}
