package org.xraystream.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of the results, and the only writer to them. Thread-safe. */
public final class ResultsTables {
    private static final List<EventTable<?>> TABLES = EventTables.all();

    private final DataSource database;

    private ResultsTables(DataSource database) {
        this.database = database;
    }

    /**
     * Brings the tables to this version's state; several processes may do so at once.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database is away or its tables were changed by hand
     */
    public static ResultsTables migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return new ResultsTables(database);
    }

    /**
     * Writes events of the topics that have a table in one transaction: all or none. Writing an event again changes
     * nothing.
     *
     * @param events others than of those topics are left out
     * @return for each event whether it was new
     * @throws SQLException if the database is away or refuses; nothing is written then
     */
    public boolean[] store(List<TopicEvent> events) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false); // closing without a commit rolls back
            boolean[] inserted = new boolean[events.size()];
            for (EventTable<?> table : TABLES) {
                table.write(connection, events, inserted);
            }
            connection.commit();
            return inserted;
        }
    }
}
