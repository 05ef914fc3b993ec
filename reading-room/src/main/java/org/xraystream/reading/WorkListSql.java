package org.xraystream.reading;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The query of a page of the work list. Neither its filters nor its order tell anything of a result that is hidden.
 *
 * @param parameters in the order of the text
 */
record WorkListSql(String text, List<Object> parameters) {
    /** Where hidden results stand among routine images: as if uncertain, since a human must look at them. */
    private static final int HIDDEN_URGENCY = 5;

    static WorkListSql of(WorkListQuery asked, AuditSample sample) {
        return switch (asked.order()) {
            case NEWEST -> newest(asked, sample.awaits());
            case URGENT -> urgent(asked, sample.awaits());
        };
    }

    private static WorkListSql newest(WorkListQuery asked, String awaits) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder(ReadingRow.select("work_list", awaits))
                .append("WHERE true")
                .append(filter(asked, awaits, parameters));
        asked.cursor().ifPresent(cursor -> {
            sql.append(" AND (w.listed_at, w.image_id) < (?, ?)");
            parameters.add(cursor.listedAt().atOffset(ZoneOffset.UTC));
            parameters.add(cursor.imageId());
        });
        sql.append(" ORDER BY w.listed_at DESC, w.image_id DESC LIMIT ?");
        parameters.add(rows(asked));
        return new WorkListSql(sql.toString(), parameters);
    }

    /** The stored urgency knows the finding: what is hidden is listed on its own, and then merged. */
    private static WorkListSql urgent(WorkListQuery asked, String awaits) {
        List<Object> parameters = new ArrayList<>();
        String shown = part("w.urgency", "NOT " + awaits, asked, awaits, parameters);
        String hidden = part(HIDDEN_URGENCY + "::smallint", awaits, asked, awaits, parameters);
        String order = " ORDER BY w.urgency, w.listed_at, w.image_id LIMIT ?";
        parameters.add(rows(asked));
        return new WorkListSql(
                ReadingRow.select("(" + shown + " UNION ALL " + hidden + ")", awaits) + order, parameters);
    }

    private static String part(
            String urgency, String condition, WorkListQuery asked, String awaits, List<Object> parameters) {
        StringBuilder sql = new StringBuilder("(SELECT w.image_id, w.listed_at, w.priority, w.status, w.label,"
                        + " w.outcome_id, " + urgency + " AS urgency FROM work_list w WHERE ")
                .append(condition)
                .append(filter(asked, awaits, parameters));
        asked.cursor().ifPresent(cursor -> {
            sql.append(" AND (" + urgency + ", w.listed_at, w.image_id) > (?::smallint, ?, ?)");
            parameters.add(cursor.urgency());
            parameters.add(cursor.listedAt().atOffset(ZoneOffset.UTC));
            parameters.add(cursor.imageId());
        });
        sql.append(" ORDER BY " + urgency + ", w.listed_at, w.image_id LIMIT ?)");
        parameters.add(rows(asked));
        return sql.toString();
    }

    private static String filter(WorkListQuery asked, String awaits, List<Object> parameters) {
        StringBuilder sql = new StringBuilder();
        asked.finding().ifPresent(finding -> {
            sql.append(" AND w.finding = ? AND NOT ").append(awaits);
            parameters.add(finding.name());
        });
        asked.status()
                .ifPresent(status -> sql.append(
                        switch (status) {
                            case PENDING -> " AND w.status = 'PENDING'";
                            case AWAITING_BLIND_READ -> " AND " + awaits;
                            case DIAGNOSED -> " AND w.status = 'DIAGNOSED' AND NOT " + awaits;
                            case REJECTED -> " AND w.status = 'REJECTED'";
                        }));
        return sql.toString();
    }

    /** One more than the page tells whether there is a next one. */
    private static int rows(WorkListQuery asked) {
        return asked.limit() + 1;
    }
}
