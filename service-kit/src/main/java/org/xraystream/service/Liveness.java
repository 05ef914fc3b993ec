package org.xraystream.service;

import java.util.concurrent.CompletableFuture;

/**
 * Whether a service can go on. Once it cannot, only a new process helps: its supervisor is to start one. Thread-safe.
 */
public final class Liveness {
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** The service cannot go on; the first reason counts. */
    public void fail(Throwable reason) {
        end.completeExceptionally(reason);
    }

    /** Ends when the service cannot go on, with the reason; never otherwise. */
    CompletableFuture<Void> end() {
        return end;
    }
}
