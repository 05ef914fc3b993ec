package org.xraystream.command;

/** Why a command cannot do what was asked; the message is one sentence for the person who asked. */
public final class CommandException extends Exception {
    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command was given something that cannot be right: exit code 2. */
    public static CommandException usage(String message) {
        return new CommandException(2, message);
    }

    /** The command was right, but could not be done: exit code 1. */
    public static CommandException failed(String message) {
        return new CommandException(1, message);
    }

    int exitCode() {
        return exitCode;
    }
}
