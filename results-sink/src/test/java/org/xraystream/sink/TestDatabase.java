package org.xraystream.sink;

import java.net.URI;
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
import org.xraystream.stack.InfrastructureSettings;
import org.xraystream.stack.KafkaEndpoint;
import org.xraystream.stack.LocalInfrastructure;
import org.xraystream.stack.ObjectStoreEndpoint;
import org.xraystream.stack.Provision;
import org.xraystream.stack.SchemaRegistryEndpoint;

/** A real PostgreSQL server and, where it is wanted, a real S3 server. */
public final class TestDatabase implements AutoCloseable {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private final LocalInfrastructure servers;
    private final DatabaseEndpoint endpoint;
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

    private TestDatabase(LocalInfrastructure servers) {
        this.servers = servers;
        this.endpoint = servers.endpoints().database();
        dataSource.setUrl(endpoint.jdbcUrl());
        dataSource.setUser(endpoint.user());
        dataSource.setPassword(endpoint.password());
    }

    /** Starts PostgreSQL alone on a free port, its files in a folder of its own. */
    public static TestDatabase start(Path folder) {
        return start(settings(folder)
                .withObjectStore(Provision.external(new ObjectStoreEndpoint(NOWHERE, "none", "none", "none"))));
    }

    /** Starts PostgreSQL and an S3 server. */
    public static TestDatabase startWithObjectStore(Path folder) {
        return start(settings(folder));
    }

    private static TestDatabase start(InfrastructureSettings settings) {
        return new TestDatabase(LocalInfrastructure.start(settings, event -> {}));
    }

    private static InfrastructureSettings settings(Path folder) {
        return InfrastructureSettings.embedded(folder, folder.resolve("no-registry"))
                .withKafka(Provision.external(new KafkaEndpoint("127.0.0.1:9")))
                .withSchemaRegistry(Provision.external(new SchemaRegistryEndpoint(NOWHERE)));
    }

    /** Connections to it, one for each call. */
    public PGSimpleDataSource dataSource() {
        return dataSource;
    }

    /** The settings that lead to the servers. */
    public Map<String, String> settings() {
        ObjectStoreEndpoint store = servers.endpoints().objectStore();
        return Map.of(
                "database.url", endpoint.jdbcUrl(),
                "database.user", endpoint.user(),
                "database.password", endpoint.password(),
                "object-store.endpoint", store.url().toString(),
                "object-store.region", store.region(),
                "object-store.access-key", store.accessKey(),
                "object-store.secret-key", store.secretKey());
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
