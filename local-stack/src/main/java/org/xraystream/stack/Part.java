package org.xraystream.stack;

/**
 * One embedded server. {@link #start()} is called once; {@link #close()} may be called at any time after it, also when
 * it failed half-way, and more than once.
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

    @Override
    void close();
}
