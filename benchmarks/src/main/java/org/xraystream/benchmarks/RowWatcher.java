package org.xraystream.benchmarks;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.xraystream.service.Settings;

/**
 * Tells when the result of an image is a row. It asks the database for the images that are waited for, over and over;
 * so a row is seen up to {@value #POLL_MILLIS} ms and a query after its commit. Thread-safe.
 */
final class RowWatcher implements AutoCloseable {
    static final int POLL_MILLIS = 5;

    private static final String RESULTS = "(SELECT image_id FROM diagnoses UNION ALL SELECT image_id FROM rejections)";
    private static final String SEEN = "SELECT image_id FROM diagnoses WHERE image_id = ANY(?)"
            + " UNION ALL SELECT image_id FROM rejections WHERE image_id = ANY(?)";

    private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
    private final Connection connection;
    private final Thread thread = new Thread(this::watch, "row-watcher");
    private volatile boolean closed;

    private RowWatcher(Connection connection) {
        this.connection = connection;
    }

    static RowWatcher start(Settings settings) throws SQLException {
        RowWatcher watcher = new RowWatcher(connect(settings));
        watcher.thread.start();
        return watcher;
    }

    /** How many rows of results there are, and of how many images. */
    record Rows(long results, long images) {}

    static Rows count(Settings settings) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT image_id) FROM " + RESULTS + " AS results")) {
            row.next();
            return new Rows(row.getLong(1), row.getLong(2));
        }
    }

    private static Connection connect(Settings settings) throws SQLException {
        return DriverManager.getConnection(
                settings.text("database.url"), settings.text("database.user"), settings.text("database.password"));
    }

    /** Completes with the time ({@link System#nanoTime}) at which the result was seen. */
    CompletableFuture<Long> rowOf(String imageId) {
        return awaited.computeIfAbsent(imageId, id -> new CompletableFuture<>());
    }

    private void watch() {
        try (PreparedStatement query = connection.prepareStatement(SEEN)) {
            while (!closed) {
                if (!awaited.isEmpty()) {
                    look(query);
                }
                LockSupport.parkNanos(POLL_MILLIS * 1_000_000L);
            }
        } catch (SQLException e) {
            awaited.values().forEach(row -> row.completeExceptionally(e));
        }
    }

    private void look(PreparedStatement query) throws SQLException {
        Array ids = connection.createArrayOf("text", awaited.keySet().toArray());
        query.setArray(1, ids);
        query.setArray(2, ids);
        try (ResultSet rows = query.executeQuery()) {
            long now = System.nanoTime();
            while (rows.next()) {
                CompletableFuture<Long> row = awaited.remove(rows.getString(1));
                if (row != null) {
                    row.complete(now);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        closed = true;
        thread.join();
        connection.close();
    }
}
