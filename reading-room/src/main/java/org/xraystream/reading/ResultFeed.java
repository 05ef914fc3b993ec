package org.xraystream.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the notifications of results-sink on a connection and a thread of its own, and hands them to one listener.
 * After each (re)connection it reports a gap, since what was announced before was not heard.
 */
final class ResultFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultFeed.class);
    private static final String CHANNEL = "xraystream_events";
    private static final int POLL_MILLIS = 250;
    private static final int POLLS_BETWEEN_CHECKS = 20;
    private static final int CHECK_SECONDS = 2;
    private static final long RETRY_MILLIS = 1_000;

    private final DataSource database;
    private final ObjectMapper json;
    private final Listener listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "result-feed");
    private volatile String trouble = "not connected yet";

    /** Called on the feed's thread; must return quickly. */
    interface Listener {
        /** A result was stored. */
        void onResult(Announcement announcement);

        /** Results may have been stored that were not announced here. */
        void onGap();
    }

    /**
     * A result that was stored.
     *
     * @param type diagnosis, rejection or correction
     * @param body all that was announced, as JSON
     */
    record Announcement(String type, String imageId, String body) {}

    private ResultFeed(DataSource database, ObjectMapper json, Listener listener) {
        this.database = database;
        this.json = json;
        this.listener = listener;
    }

    static ResultFeed start(DataSource database, ObjectMapper json, Listener listener) {
        ResultFeed feed = new ResultFeed(database, json, listener);
        feed.thread.start();
        return feed;
    }

    /** Fails with the reason while nothing can be heard. */
    void check() {
        String reason = trouble;
        if (reason != null) {
            throw new IllegalStateException(reason);
        }
    }

    private void run() {
        try {
            do {
                listen();
            } while (!closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (Connection connection = database.getConnection()) {
            try {
                hear(connection);
            } catch (SQLException e) {
                connection.abort(Runnable::run); // one that listens must not go back to the pool
                throw e;
            }
        } catch (SQLException e) {
            if (trouble == null) {
                LOG.warn("New results are not heard of until the database is back", e);
            }
            trouble = "not listening: " + e.getMessage();
        }
    }

    /** Returns when the feed is closed. */
    private void hear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
        trouble = null;
        listener.onGap();
        PGConnection channel = connection.unwrap(PGConnection.class);
        int quietPolls = 0;
        while (closing.getCount() > 0) {
            PGNotification[] heard = channel.getNotifications(POLL_MILLIS);
            for (PGNotification notification : heard) {
                dispatch(notification.getParameter());
            }
            quietPolls = heard.length == 0 ? quietPolls + 1 : 0;
            if (quietPolls == POLLS_BETWEEN_CHECKS) {
                quietPolls = 0;
                requireAlive(connection);
            }
        }
    }

    /** A server that vanished without a word is silent for ever. */
    private static void requireAlive(Connection connection) throws SQLException {
        if (!connection.isValid(CHECK_SECONDS)) {
            throw new SQLException("the connection is dead");
        }
    }

    private void dispatch(String body) {
        try {
            JsonNode announced = json.readTree(body);
            listener.onResult(new Announcement(
                    announced.path("type").asText(), announced.path("imageId").asText(), body));
        } catch (JsonProcessingException e) {
            LOG.warn("Ignoring a notification that is not of results-sink: {}", body);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join();
    }
}
