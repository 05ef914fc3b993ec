package org.xraystream.benchmarks;

import org.xraystream.command.CommandException;

/** What a {@link KillDrill} kills, again and again. */
interface Victim extends AutoCloseable {
    /** Kills it as {@code kill -9} does, wherever it is in its work or its start. */
    void kill() throws CommandException, InterruptedException;

    /** Starts it again, without waiting until it is ready. */
    void revive() throws Exception;

    @Override
    void close();
}
