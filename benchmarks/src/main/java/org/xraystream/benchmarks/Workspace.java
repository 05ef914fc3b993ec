package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.xraystream.stack.FileTree;

/** A temporary folder, gone with all that is in it when it is closed. */
public record Workspace(Path folder) implements AutoCloseable {
    /** A new one. */
    public static Workspace create() throws IOException {
        return new Workspace(Files.createTempDirectory("xraystream-bench-"));
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(folder);
    }
}
