package org.xraystream.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.xraystream.schemas.Topic;

/**
 * How the events of one topic are written: each becomes a row that is inserted once, and most change the work list.
 *
 * @param type of the topic's events
 * @param columns of the row, in the order in which {@code row} sets them
 */
record EventTable<E extends SpecificRecord>(
        Topic<E> topic, Class<E> type, String table, List<String> columns, Setter<E> row, WorkListChange<E> workList) {

    /** Sets a statement's parameters from an event. */
    @FunctionalInterface
    interface Setter<E> {
        void set(Parameters parameters, E event) throws SQLException;
    }

    /** A statement that brings the work list in step with an event; repeating it changes nothing. */
    record WorkListChange<E>(String sql, Setter<E> parameters) {}

    /**
     * Writes the events of this table's topic, in batches.
     *
     * @param inserted set to true at the index of each event that was not there before
     */
    void write(Connection connection, List<TopicEvent> events, boolean[] inserted) throws SQLException {
        List<E> mine = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (topic.name().equals(events.get(i).topic())) {
                mine.add(type.cast(events.get(i).value()));
                indexes.add(i);
            }
        }
        if (mine.isEmpty()) {
            return;
        }
        int[] counts = execute(connection, insert(), row, mine);
        for (int i = 0; i < counts.length; i++) {
            inserted[indexes.get(i)] = counts[i] == 1;
        }
        if (workList != null) {
            execute(connection, workList.sql(), workList.parameters(), mine);
        }
    }

    private String insert() {
        String marks = "?, ".repeat(columns.size() - 1) + "?";
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks
                + ") ON CONFLICT DO NOTHING";
    }

    private static <E> int[] execute(Connection connection, String sql, Setter<E> setter, List<E> events)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (E event : events) {
                setter.set(new Parameters(statement), event);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            for (int count : counts) {
                if (count == Statement.SUCCESS_NO_INFO) {
                    throw new IllegalStateException(
                            "The database driver does not count rows: remove reWriteBatchedInserts from database.url.");
                }
            }
            return counts;
        }
    }
}
