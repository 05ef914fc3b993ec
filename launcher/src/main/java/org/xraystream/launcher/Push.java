package org.xraystream.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.xraystream.launcher.ImageFiles.ImageFile;

/** Pushes many files, several at a time, and gives each result in the order of the files. */
final class Push {
    private static final int AT_ONCE = 4;

    private final ModalityClient client;

    Push(ModalityClient client) {
        this.client = client;
    }

    /** @param listener hears each result as soon as it and all before it are known */
    List<PushResult> all(List<ImageFile> files, Consumer<PushResult> listener) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<PushResult>> running = files.stream()
                    .map(file -> threads.submit(() -> client.push(file)))
                    .toList();
            List<PushResult> results = new ArrayList<>();
            for (Future<PushResult> future : running) {
                PushResult result = future.get();
                listener.accept(result);
                results.add(result);
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
