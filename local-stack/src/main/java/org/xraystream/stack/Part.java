package org.xraystream.stack;

import java.util.concurrent.CompletableFuture;

/**
 * One embedded server. {@link #start()} is called once, and again after the server has ended by itself or could not be
 * started; {@link #close()} may be called at any time after it, also when it failed half-way, and more than once.
 *
 * @param <E> what a client needs to reach the server
 */
interface Part<E extends Endpoint> extends AutoCloseable {

    /** The name that progress lines and error messages use. */
    String name();

    /**
     * Starts the server and returns when it answers its own protocol.
     *
     * @throws InfrastructureException with a sentence for the user, where the reason is known
     * @throws Exception any other failure
     */
    E start() throws Exception;

    /**
     * Completes when the server that was started last has ended, with how it did; never for one that lives in this JVM.
     */
    default CompletableFuture<String> ended() {
        return new CompletableFuture<>();
    }

    @Override
    void close();
}
