package org.xraystream.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one reading room of all tests to their constructors; each test finds it empty. */
final class SharedRoom implements ParameterResolver, BeforeEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(SharedRoom.class);
    private static final Path TARGET = Path.of("target");

    /** Closed with the store of the root context: after the last test of the last class. */
    private record Opened(Path folder, RunningReadingRoom room) implements AutoCloseable {
        static Opened open() {
            try {
                Path folder = Files.createTempDirectory(TARGET, "reading-room-");
                return new Opened(folder, new RunningReadingRoom(folder.resolve("stack")));
            } catch (Exception e) {
                throw new IllegalStateException("The reading room did not open", e);
            }
        }

        @Override
        public void close() throws IOException {
            room.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static RunningReadingRoom room(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Opened.class, key -> Opened.open(), Opened.class)
                .room();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningReadingRoom.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return room(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        room(context).clear();
    }
}
