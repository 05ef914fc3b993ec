package org.xraystream.command;

import java.io.IOException;
import org.slf4j.LoggerFactory;
import org.xraystream.service.SettingsException;
import picocli.CommandLine.Model.CommandSpec;

/** What a command does; failures become one sentence and an exit code (1 failed, 2 usage), never a stack trace. */
@FunctionalInterface
public interface CommandBody {
    void run() throws Exception;

    /** The exit code of running the body. */
    static int exitCode(CommandSpec command, CommandBody body) {
        try {
            body.run();
            return 0;
        } catch (CommandException e) {
            return failed(command, e.getMessage(), e.exitCode());
        } catch (SettingsException e) {
            return failed(command, e.getMessage(), 2);
        } catch (IOException e) {
            return failed(command, "A file could not be read or written: " + e.getMessage() + ".", 1);
        } catch (InterruptedException e) {
            return failed(command, "Stopped before it was done.", 1);
        } catch (Exception e) {
            LoggerFactory.getLogger(command.qualifiedName()).debug("The command failed", e);
            return failed(command, e.getMessage() == null ? e.toString() : e.getMessage(), 1);
        }
    }

    private static int failed(CommandSpec command, String message, int exitCode) {
        command.commandLine().getErr().println(command.qualifiedName() + ": " + message);
        command.commandLine().getErr().flush();
        return exitCode;
    }
}
