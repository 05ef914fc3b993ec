package org.xraystream.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/**
 * Hands out TCP ports on loopback. A port that was chosen is remembered in a file and preferred at the next start, so
 * that addresses stay the same for as long as nobody else takes them. Not thread-safe.
 */
final class Ports {
    private static final int ATTEMPTS = 100;

    private final Path file;
    private final Properties remembered;
    private final Set<Integer> given = new HashSet<>();

    Ports(Path file) {
        this.file = file;
        this.remembered = PropertiesFile.read(file);
    }

    /**
     * The port that the user asked for.
     *
     * @throws InfrastructureException if it is taken
     */
    int fixed(String part, int port) {
        if (!isFree(port) || !given.add(port)) {
            throw new InfrastructureException("Port " + port + " for " + part
                    + " is taken on this machine: free it, choose another, or 0 to have a free one chosen.");
        }
        return port;
    }

    /** The port that the part had last time if it is free, else any free one. */
    int chosen(String part) {
        int last = lastPort(part);
        if (last > 0 && isFree(last) && given.add(last)) {
            return last;
        }
        int port = anyFree();
        remembered.setProperty(part, Integer.toString(port));
        PropertiesFile.write(file, remembered, "The ports used last time; they are used again if they are free.");
        return port;
    }

    private int lastPort(String part) {
        try {
            int port = Integer.parseInt(remembered.getProperty(part, "0"));
            return port <= 65_535 ? port : 0;
        } catch (NumberFormatException e) {
            return 0; // somebody edited the file: a wrong wish is no wish
        }
    }

    private int anyFree() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new InfrastructureException("No free port is to be had on 127.0.0.1: " + e.getMessage(), e);
            }
        }
        throw new InfrastructureException("No free port is to be had on 127.0.0.1.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
