package org.xraystream.teststack;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** The images of the repository's {@code .env}. */
final class Images {
    private final Properties names;

    private Images(Properties names) {
        this.names = names;
    }

    /** The images by their names, whether an engine has them or not. */
    static Images named() {
        return new Images(read());
    }

    /**
     * The images, where an engine has those of the servers.
     *
     * @throws TestAbortedException if there is no engine, or it lacks one of them: the test is skipped
     * @throws IllegalStateException the same, where {@link ServerKind#CONTAINERS} was chosen
     */
    static Images present(Set<Server> servers) {
        Images images = named();
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw unavailable("no Docker engine answers.");
        }
        List<String> missing = servers.stream()
                .map(images::name)
                .filter(name -> !isPresent(name))
                .toList();
        if (!missing.isEmpty()) {
            throw unavailable("the Docker engine lacks " + String.join(", ", missing)
                    + ": pull or build it ('docker compose pull', 'docker compose build minio'), or make a stand-in by"
                    + " deploy/stand-ins/build.sh.");
        }
        return images;
    }

    private static RuntimeException unavailable(String why) {
        return ServerKind.chosen() == ServerKind.CONTAINERS
                ? new IllegalStateException("Containers were asked for, but " + why)
                : new TestAbortedException("skipped on containers: " + why);
    }

    DockerImageName of(Server server) {
        return DockerImageName.parse(name(server));
    }

    private String name(Server server) {
        String name = names.getProperty(server.imageVariable());
        if (name == null) {
            throw new IllegalStateException("The file .env does not set " + server.imageVariable() + ".");
        }
        return name;
    }

    private static boolean isPresent(String name) {
        try {
            return DockerClientFactory.lazyClient().inspectImageCmd(name).exec() != null;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static Properties read() {
        Path file = environmentFile();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
        return properties;
    }

    private static Path environmentFile() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".env"))) {
                return folder.resolve(".env");
            }
        }
        throw new IllegalStateException(
                "There is no .env in this folder nor above it: run the tests in the repository.");
    }
}
