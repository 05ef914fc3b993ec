package org.xraystream.sink;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.xraystream.stack.DatabaseEndpoint;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.ServerKind;
import org.xraystream.teststack.TestServers;

/** A real PostgreSQL server and, where it is wanted, a real S3 server. */
public final class TestDatabase implements AutoCloseable {
    private final TestServers servers;
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

    private TestDatabase(TestServers servers) {
        this.servers = servers;
        DatabaseEndpoint endpoint = servers.endpoints().database();
        dataSource.setUrl(endpoint.jdbcUrl());
        dataSource.setUser(endpoint.user());
        dataSource.setPassword(endpoint.password());
    }

    /** Starts PostgreSQL alone on a free port, its files in a folder of its own. */
    public static TestDatabase start(Path folder) {
        return start(ServerKind.chosen(), folder);
    }

    /** Starts a PostgreSQL of one kind alone. */
    public static TestDatabase start(ServerKind kind, Path folder) {
        return new TestDatabase(TestServers.start(kind, folder, Server.DATABASE));
    }

    /** Starts PostgreSQL and an S3 server. */
    public static TestDatabase startWithObjectStore(Path folder) {
        return new TestDatabase(TestServers.start(folder, Server.DATABASE, Server.OBJECT_STORE));
    }

    /** Connections to it, one for each call. */
    public PGSimpleDataSource dataSource() {
        return dataSource;
    }

    /** The settings that lead to the servers. */
    public Map<String, String> settings() {
        return servers.settings();
    }

    /** Removes every row. */
    public void clear() throws SQLException {
        execute("TRUNCATE images, diagnoses, shadow_diagnoses, rejections, corrections, models, drift, work_list");
    }

    /** Runs a statement. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows of a query, each as its values in a list. */
    public List<List<Object>> query(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<Object>> found = new ArrayList<>();
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getObject(column));
                }
                found.add(row);
            }
            return found;
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
