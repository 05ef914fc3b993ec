package org.xraystream.benchmarks;

import java.io.IOException;
import java.util.Arrays;

/** Runs another {@code main} and ends with the parent process, even if that is killed: its standard input ends then. */
final class ChildMain {
    private ChildMain() {}

    /**
     * Runs the {@code main}.
     *
     * @param arguments the class with the {@code main}, then its arguments
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(ChildMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent writes nothing
            }
        } catch (IOException e) {
            // gone as well
        }
        System.exit(1);
    }
}
