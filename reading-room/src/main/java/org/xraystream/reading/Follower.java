package org.xraystream.reading;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection of server-sent events with a bounded queue; at most one thread writes to it at a time. */
final class Follower {
    private static final int QUEUE = 256;

    private final SseClient client;
    private final Executor senders;
    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicBoolean sending = new AtomicBoolean();

    /** @param event name; empty for a comment that only keeps the connection open */
    record Message(String event, String data) {
        static final Message HEARTBEAT = new Message("", "still here");
    }

    Follower(SseClient client, Executor senders) {
        this.client = client;
        this.senders = senders;
    }

    /** Queues a message; a follower whose queue is full is dropped. */
    void offer(Message message) {
        if (!queue.offer(message)) {
            drop();
        } else if (sending.compareAndSet(false, true)) {
            senders.execute(this::sendQueued);
        }
    }

    private void sendQueued() {
        do {
            Message message;
            while ((message = queue.poll()) != null && !client.terminated()) {
                send(message);
            }
            sending.set(false);
        } while (!queue.isEmpty() && !client.terminated() && sending.compareAndSet(false, true));
    }

    private void send(Message message) {
        if (message.event().isEmpty()) {
            client.sendComment(message.data());
        } else {
            client.sendEvent(message.event(), message.data());
        }
    }

    void drop() {
        client.close();
    }
}
