package org.xraystream.service;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The connection pool to PostgreSQL. Thread-safe. */
public final class Database implements Dependency, AutoCloseable {
    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens the pool of the table {@code database}, waiting for the server as long as the settings say.
     *
     * @param poolName name of the pool, for its threads and metrics
     */
    public static Database open(Settings settings, String poolName) {
        String url = settings.text("database.url");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw Settings.wrong("database.url", "must begin with jdbc:postgresql:");
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName(poolName);
        config.setJdbcUrl(url);
        config.setUsername(settings.text("database.user"));
        config.setPassword(settings.text("database.password"));
        config.setMaximumPoolSize(settings.integer("database.pool-size", 1, 200));
        config.setConnectionTimeout(
                settings.duration("database.connection-timeout").toMillis());
        config.setInitializationFailTimeout(
                settings.duration("database.startup-timeout").toMillis());
        return new Database(new HikariDataSource(config));
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void check() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            if (!connection.isValid(2)) {
                throw new SQLException("the connection is not valid");
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
