package org.xraystream.stack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Makes the database and the role that owns it, where they are missing. */
final class PostgresDatabase {
    private PostgresDatabase() {}

    /**
     * @param admin a superuser's connection
     * @param database its name, a plain identifier
     * @param owner the role's name, a plain identifier
     * @param password set each time, so that the credentials file is what counts
     */
    static void provide(Connection admin, String database, String owner, String password) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            if (!exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = ?", owner)) {
                statement.execute("CREATE ROLE " + owner + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
            }
            // hashed by the driver: the password itself reaches no server log
            admin.unwrap(PGConnection.class).alterUserPassword(owner, password.toCharArray(), "scram-sha-256");
            if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                statement.execute("CREATE DATABASE " + database + " OWNER " + owner);
            }
        }
    }

    private static boolean exists(Connection admin, String query, String name) throws SQLException {
        try (PreparedStatement statement = admin.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
