package org.xraystream.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Queries to the database; every method fails with a 503 problem while it is away. Thread-safe. */
final class Queries {
    private final DataSource database;

    Queries(DataSource database) {
        this.database = database;
    }

    /** Makes a value of a row. */
    interface RowMapper<T> {
        T map(Row row) throws SQLException;
    }

    /** Asks more than one thing of the same connection. */
    interface InConnection<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The rows of one query. */
    <T> List<T> list(String sql, List<?> parameters, RowMapper<T> mapper) {
        return inConnection(connection -> list(connection, sql, parameters, mapper));
    }

    static <T> List<T> list(Connection connection, String sql, List<?> parameters, RowMapper<T> mapper)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(mapper.map(new Row(rows)));
                }
                return found;
            }
        }
    }

    <T> T inConnection(InConnection<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw isAway(e)
                    ? Problems.away("The database", e)
                    : new IllegalStateException("A query failed: " + e.getMessage(), e);
        }
    }

    /** SQLSTATE classes 08 (connection), 53 (resources) and 57 (intervention), and a pool that has none to give. */
    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || (state != null && List.of("08", "53", "57").contains(state.substring(0, 2)));
    }
}
