package org.xraystream.stack;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. For root it is started inside a user namespace, where root's files belong to a
 * user without privileges; for anyone else nothing changes.
 */
final class UserNamespace {
    private static final List<String> ENTER = List.of("unshare", "--user");

    private UserNamespace() {}

    /**
     * The command as it must be run by this user.
     *
     * @throws InfrastructureException if this user is root and may not make a user namespace
     */
    static List<String> unprivileged(List<String> command) throws IOException, InterruptedException {
        if (new UnixSystem().getUid() != 0) {
            return command;
        }
        if (!isPermitted()) {
            throw new InfrastructureException("PostgreSQL refuses to run as root, and this machine does not let root"
                    + " enter a user namespace (unshare --user): run as another user.");
        }
        List<String> wrapped = new ArrayList<>(ENTER);
        wrapped.addAll(command);
        return List.copyOf(wrapped);
    }

    private static boolean isPermitted() throws IOException, InterruptedException {
        List<String> trial = new ArrayList<>(ENTER);
        trial.add("true");
        try {
            return new ProcessBuilder(trial)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
