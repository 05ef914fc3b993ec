package org.xraystream.reading;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

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
        AWAITING_BLIND_READ,
        DIAGNOSED,
        REJECTED
    }

    /** @throws org.xraystream.service.ProblemException 400 that names the parameter */
    static WorkListQuery from(Context context) {
        QueryText query = new QueryText(context, PARAMETERS);
        Order order = query.choice("order", Order.values()).orElse(Order.NEWEST);
        Optional<Cursor> cursor = query.text("cursor").map(WorkListQuery::cursor);
        if (cursor.filter(given -> given.order() != order).isPresent()) {
            throw Problems.badParameter("cursor", "belongs to another order: begin again without a cursor");
        }
        return new WorkListQuery(
                order,
                query.choice("finding", Finding.values()),
                query.choice("status", Status.values()),
                query.number("limit", DEFAULT_LIMIT, MAX_LIMIT),
                cursor);
    }

    private static Cursor cursor(String text) {
        return Cursor.decode(text)
                .orElseThrow(() -> Problems.badParameter("cursor", "must be the \"next\" of an earlier page"));
    }
}
