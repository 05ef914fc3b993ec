package org.xraystream.training;

import java.io.IOException;
import org.xraystream.model.ModelPackageException;
import picocli.CommandLine.Model.CommandSpec;

/** What a command does; foreseen failures become one sentence and an exit code, never a stack trace. */
interface CommandBody {
    void run() throws CommandException, ModelPackageException, IOException;

    /** The exit code of running the body. */
    static int exitCode(CommandSpec command, CommandBody body) {
        try {
            body.run();
            return 0;
        } catch (CommandException e) {
            return failed(command, e.getMessage(), e.exitCode());
        } catch (ModelPackageException e) {
            return failed(command, e.getMessage(), 1);
        } catch (IOException e) {
            return failed(command, "A file could not be read or written: " + e.getMessage() + ".", 1);
        }
    }

    private static int failed(CommandSpec command, String message, int exitCode) {
        command.commandLine().getErr().println(command.qualifiedName() + ": " + message);
        command.commandLine().getErr().flush();
        return exitCode;
    }
}
