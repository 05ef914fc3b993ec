package org.xraystream.reading;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which part of the work list is asked for.
 *
 * @param limit rows of a page, 1 to 200
 */
record WorkListQuery(
        Order order, Optional<Finding> finding, Optional<Status> status, int limit, Optional<Cursor> cursor) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final List<String> PARAMETERS = List.of("order", "finding", "status", "limit", "cursor");

    enum Order {
        NEWEST,
        URGENT
    }

    enum Finding {
        NORMAL,
        PNEUMONIA,
        UNCERTAIN
    }

    enum Status {
        PENDING,
        DIAGNOSED,
        REJECTED
    }

    /** @throws org.xraystream.service.ProblemException 400 that names the parameter */
    static WorkListQuery from(Context context) {
        for (String name : context.queryParamMap().keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw Problems.badParameter(name, "is unknown: there are " + String.join(", ", PARAMETERS));
            }
        }
        Order order = choice(context, "order", Order.values()).orElse(Order.NEWEST);
        Optional<Cursor> cursor = text(context, "cursor").map(WorkListQuery::cursor);
        if (cursor.filter(given -> given.order() != order).isPresent()) {
            throw Problems.badParameter("cursor", "belongs to another order: begin again without a cursor");
        }
        return new WorkListQuery(
                order,
                choice(context, "finding", Finding.values()),
                choice(context, "status", Status.values()),
                text(context, "limit").map(WorkListQuery::limit).orElse(DEFAULT_LIMIT),
                cursor);
    }

    private static Optional<String> text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    }

    private static <E extends Enum<E>> Optional<E> choice(Context context, String name, E[] values) {
        return text(context, name)
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

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // reported below, as a number out of bounds
        }
        throw Problems.badParameter("limit", "must be a number from 1 to " + MAX_LIMIT);
    }

    private static Cursor cursor(String text) {
        return Cursor.decode(text)
                .orElseThrow(() -> Problems.badParameter("cursor", "must be the \"next\" of an earlier page"));
    }
}
