package org.xraystream.reading;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query of a request; every method fails with a 400 problem that names the parameter. */
final class QueryText {
    private final Context context;

    /** @param known the names that there are */
    QueryText(Context context, List<String> known) {
        this.context = context;
        for (String name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw Problems.badParameter(name, "is unknown: there are " + String.join(", ", known));
            }
        }
    }

    /** What was given, unless it is blank. */
    Optional<String> text(String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    }

    /** One of some names, in any case. */
    <E extends Enum<E>> Optional<E> choice(String name, E[] values) {
        return text(name)
                .map(given -> Arrays.stream(values)
                        .filter(value -> value.name().equalsIgnoreCase(given))
                        .findFirst()
                        .orElseThrow(() -> Problems.badParameter(name, "must be one of " + names(values))));
    }

    private static String names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** A whole number from 1. */
    int number(String name, int usual, int max) {
        return text(name).map(given -> number(name, given, max)).orElse(usual);
    }

    private static int number(String name, String text, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, as a number out of bounds
        }
        throw Problems.badParameter(name, "must be a number from 1 to " + max);
    }
}
