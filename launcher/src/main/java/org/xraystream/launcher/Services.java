package org.xraystream.launcher;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.xraystream.inference.InferenceService;
import org.xraystream.ingest.IngestService;
import org.xraystream.reading.ReadingRoom;
import org.xraystream.service.RunningService;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;
import org.xraystream.sink.ResultsSink;

/**
 * The ports of the services that run in this process.
 *
 * @param ingest takes images
 * @param readingRoom shows results
 * @param inference health and metrics
 * @param sink health and metrics
 */
record Services(int ingest, int readingRoom, int inference, int sink) {
    /**
     * Starts them, side by side where one does not need the other.
     *
     * @param shutdown is given each service that was started, also when another fails
     */
    static Services start(Settings settings, Shutdown shutdown, Consumer<String> progress) throws Exception {
        Starter starter = new Starter(shutdown, progress);
        CompletableFuture<RunningService> inference =
                starter.start("inference-streams", () -> InferenceService.start(settings));
        CompletableFuture<RunningService> sink = starter.start("results-sink", () -> ResultsSink.start(settings));
        // the sink makes the tables that the reading-room reads, and ingest names the reading-room's address
        CompletableFuture<RunningService> readingRoom =
                sink.thenCompose(made -> starter.start("reading-room", () -> ReadingRoom.start(settings)));
        CompletableFuture<RunningService> ingest = readingRoom.thenCompose(room -> starter.start(
                "ingest-service",
                () -> IngestService.start(
                        settings.with(Map.of("ingest.reading-room-url", "http://127.0.0.1:" + room.port())))));
        awaitAll(inference, sink, readingRoom, ingest);
        return new Services(
                ingest.join().port(),
                readingRoom.join().port(),
                inference.join().port(),
                sink.join().port());
    }

    /** Waits for all, also after one has failed: what starts meanwhile must be known to the shutdown. */
    private static void awaitAll(CompletableFuture<?>... starts) throws Exception {
        try {
            CompletableFuture.allOf(starts).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private record Starter(Shutdown shutdown, Consumer<String> progress) {
        CompletableFuture<RunningService> start(String name, Callable<RunningService> start) {
            CompletableFuture<RunningService> started = new CompletableFuture<>();
            new Thread(() -> run(name, start, started), "start-" + name).start();
            return started;
        }

        private void run(String name, Callable<RunningService> start, CompletableFuture<RunningService> started) {
            long began = System.nanoTime();
            try {
                RunningService service = shutdown.add(start.call());
                progress.accept(String.format("%s: ready in %.1f s", name, (System.nanoTime() - began) / 1e9));
                started.complete(service);
            } catch (Throwable e) {
                progress.accept(name + ": failed. " + e.getMessage());
                started.completeExceptionally(e);
            }
        }
    }
}
