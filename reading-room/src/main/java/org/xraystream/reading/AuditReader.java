package org.xraystream.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.xraystream.events.Selection;

/** Reads which images to ask readers about. Thread-safe. */
final class AuditReader {
    private static final String ITEMS = """
            SELECT w.image_id, w.priority, i.source, i.modality, i.view, i.received_at
            FROM work_list w JOIN images i ON i.image_id = w.image_id
            WHERE w.label IS NULL AND w.status = 'DIAGNOSED' AND\s""";

    private final Queries queries;
    private final AuditSample sample;
    private final AuditWatch watch;

    AuditReader(Queries queries, AuditSample sample, AuditWatch watch) {
        this.queries = queries;
        this.sample = sample;
        this.watch = watch;
    }

    /** The images to read next: first those that await their blind read, the longest waiting first. */
    NextReads next(NextReadsQuery asked) {
        int limit = asked.limit();
        Strategy strategy = asked.strategy();
        List<NextReads.Item> items = queries.inConnection(connection -> {
            List<NextReads.Item> found = new ArrayList<>(
                    items(connection, sample.awaits() + " ORDER BY w.listed_at, w.image_id", Selection.AUDIT, limit));
            if (found.size() < limit) {
                String chosen = "NOT " + sample.awaits() + strategy.condition() + " ORDER BY " + strategy.order();
                found.addAll(items(connection, chosen, strategy.selection(), limit - found.size()));
            }
            return found;
        });
        return new NextReads(strategy, items, watch.progress().orElse(null), Reading.NOTICE);
    }

    private static List<NextReads.Item> items(Connection connection, String which, Selection selection, int limit)
            throws SQLException {
        return Queries.list(
                connection,
                ITEMS + which + " LIMIT ?",
                List.of(limit),
                row -> new NextReads.Item(
                        row.text("image_id"),
                        ReadingRow.path(row.text("image_id")) + "/image",
                        selection.name(),
                        row.text("priority"),
                        row.text("source"),
                        row.text("modality"),
                        row.text("view"),
                        row.instant("received_at")));
    }
}
