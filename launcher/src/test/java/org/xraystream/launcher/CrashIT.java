package org.xraystream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.command.Installation;
import org.xraystream.launcher.ImageFiles.ImageFile;

/** kill -9 of the whole stack in the middle of a push: nothing accepted is lost, and nothing is diagnosed twice. */
final class CrashIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private Process stack;

    @AfterEach
    void stop() throws Exception {
        if (stack != null) {
            stack.destroy();
            stack.waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void nothingAcceptedIsLostOrDoubled() throws Exception {
        Map<String, String> ports = Map.of(
                "XRAYSTREAM_INGEST_HTTP_PORT", freePort(),
                "XRAYSTREAM_INFERENCE_HTTP_PORT", freePort(),
                "XRAYSTREAM_RESULTS_SINK_HTTP_PORT", freePort(),
                "XRAYSTREAM_READING_ROOM_HTTP_PORT", freePort());
        List<ImageFile> samples = ImageFiles.find(List.of(Installation.samples()));
        // 1. a push that is under way
        StackAddresses addresses = up(ports);
        ModalityClient client = new ModalityClient(
                URI.create(addresses.ingest()), URI.create(addresses.readingRoom()), "test", PATIENCE);
        CountDownLatch underWay = new CountDownLatch(samples.size() / 4);
        CompletableFuture<List<PushResult>> push = CompletableFuture.supplyAsync(() -> push(client, samples, underWay));
        assertThat(underWay.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // 2. kill -9, and start again
        stack.destroyForcibly().waitFor();
        assertThat(push).isNotDone();
        addresses = up(ports);
        // 3. every image has its one result
        List<PushResult> results = push.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(results).hasSameSizeAs(samples).noneMatch(PushResult::isFailed);
        List<GenericRecord> diagnoses = new Outsider(addresses).diagnoses();
        assertThat(diagnoses)
                .extracting(event -> event.get("imageId").toString())
                .containsExactlyInAnyOrderElementsOf(
                        results.stream().map(PushResult::imageId).toList());
    }

    private static List<PushResult> push(ModalityClient client, List<ImageFile> files, CountDownLatch progress) {
        try {
            return new Push(client).all(files, result -> progress.countDown());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private StackAddresses up(Map<String, String> environment) throws IOException {
        Path ready = folder.resolve("ready.json");
        Files.deleteIfExists(ready);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dai.djl.offline=true",
                        "-Dxraystream.home=" + System.getProperty("xraystream.home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Xraystream.class.getName(),
                        "up",
                        "--data-dir",
                        dataDirectory().toString(),
                        "--json",
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        stack = builder.start();
        await().atMost(PATIENCE).until(() -> Files.exists(ready) || !stack.isAlive());
        assertThat(stack.isAlive()).as("the stack runs").isTrue();
        return StackAddresses.load(dataDirectory()).orElseThrow();
    }

    private Path dataDirectory() {
        return folder.resolve("data");
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
