package org.xraystream.reading;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Who follows {@code GET /v1/events}: server-sent events {@code diagnosis}, {@code rejection} and {@code correction},
 * and {@code gap} when some may have been missed. A follower that does not keep up is dropped and may come back; it
 * holds up neither the others nor the feed. Thread-safe.
 */
final class Followers implements AutoCloseable {
    private static final int HEARTBEAT_SECONDS = 15;

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newCachedThreadPool(Followers::daemon);
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(Followers::daemon);
    private final int capacity;

    Followers(int capacity) {
        this.capacity = capacity;
        var unused = heartbeat.scheduleAtFixedRate(
                () -> send(Follower.Message.HEARTBEAT), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "followers");
        thread.setDaemon(true);
        return thread;
    }

    /** @throws org.xraystream.service.ProblemException 503 if there are too many */
    void add(SseClient client) {
        if (followers.size() >= capacity) {
            throw Problems.tooMany("followers of the events");
        }
        Follower follower = new Follower(client, senders);
        client.keepAlive();
        client.onClose(() -> followers.remove(follower));
        followers.add(follower);
        follower.offer(Follower.Message.HEARTBEAT);
    }

    /** Sends an event to all. */
    void publish(String event, String data) {
        send(new Follower.Message(event, data));
    }

    private void send(Follower.Message message) {
        followers.forEach(follower -> follower.offer(message));
    }

    int count() {
        return followers.size();
    }

    @Override
    public void close() {
        heartbeat.shutdownNow();
        followers.forEach(Follower::drop);
        senders.shutdownNow();
    }
}
