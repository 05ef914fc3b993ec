package org.xraystream.training.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.DriftMeasured;
import org.xraystream.events.Finding;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Priority;
import org.xraystream.events.StageTimings;
import org.xraystream.events.ViewPosition;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.Reference;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelReleases;
import org.xraystream.registry.PackageSource;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.KafkaConnection;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;
import org.xraystream.service.TraceContext;
import org.xraystream.teststack.Server;
import org.xraystream.teststack.TestServers;
import org.xraystream.training.DriftCommand;
import picocli.CommandLine;

/** Drift on a real broker, registry and store. */
final class DriftMonitorIT {

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ExecutorService senders = Executors.newFixedThreadPool(16);
    private KafkaSettings kafka;
    private PackageSource packages;
    private Reference reference;
    private ModelReference model;
    private EventPublisher<ImageReceived> images;
    private EventPublisher<DiagnosisMade> diagnoses;

    @AfterEach
    void stopSending() {
        senders.shutdownNow();
    }

    @Test
    void theSourceWhoseImagesDriftIsToldOnceAndByTheStatisticThatDrifted() throws Exception {
        try (Shutdown running = new Shutdown()) {
            // 1. a release serves, whose package has a reference
            connect(running);
            release();
            try (DriftMonitor monitor = monitor(metrics)) {
                // 2. too few images say nothing
                read("steady", 0, 99, false);
                read("sharp", 0, 99, true);
                assertThat(monitor.step(now)).isEmpty();
                // 3. enough of them do, of each source and statistic once
                read("steady", 99, 100, false);
                read("sharp", 99, 100, true);
                List<DriftMeasured> told = monitor.step(now);
                assertThat(told).hasSize(2 * reference.statistics().size());
                assertThat(told)
                        .filteredOn(DriftMeasured::getAlarm)
                        .extracting(DriftMeasured::getSource, DriftMeasured::getStatistic)
                        .containsExactly(tuple("sharp", "sharpness"));
                assertThat(monitor.alarmed(model)).isTrue();
                assertThat(monitor.alarmed(new ModelReference("other", "1", "00")))
                        .isFalse();
                assertThat(monitor.alarms()).hasSize(1);
                assertThat(metrics.get("drift.alarms").gauge().value()).isEqualTo(1);
                assertThat(metrics.get("drift.diagnoses")
                                .tag("outcome", "measured")
                                .gauge()
                                .value())
                        .isEqualTo(200);
                assertThat(monitor.step(now)).isEmpty();
            }
            // 4. who takes over does not tell it again, and goes on
            try (DriftMonitor next = monitor(new SimpleMeterRegistry())) {
                assertThat(next.step(now)).isEmpty();
                assertThat(next.alarmed(model)).isTrue();
                read("sharp", 100, 200, true);
                assertThat(next.step(now))
                        .hasSize(reference.statistics().size())
                        .allMatch(event -> event.getImages() == 200);
            }
            commandShowsTheSame();
        }
    }

    private void commandShowsTheSame() throws Exception {
        Path json = folder.resolve("drift.json");
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new DriftCommand()).setOut(new PrintWriter(out));

        int status = command.execute(
                "--config", folder.resolve("stack.conf").toString(),
                "--json", json.toString(),
                "--output", folder.resolve("page").toString());

        assertThat(status).isZero();
        assertThat(out.toString()).contains("sharp, week ", "sharpness", "DRIFT", "Not for diagnostic use");
        assertThat(Files.readString(json)).contains("\"alarm\" : true");
        assertThat(folder.resolve("page/drift.html"))
                .content()
                .contains("steady", "sharpness", "Not for diagnostic use");
    }

    private DriftMonitor monitor(SimpleMeterRegistry registry) {
        return DriftMonitor.connect(kafka, packages, registry, 4, now);
    }

    /** Half of the diagnoses come before their images, as the topics may be read. */
    private void read(String source, int from, int to, boolean sharper) throws Exception {
        List<Callable<Void>> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String id = source + "-" + i;
            DiagnosisMade diagnosis = diagnosis(id, i, sharper);
            events.add(() -> publish(images, id, image(id, source)));
            events.add(i % 2 == 0 ? events.size() : events.size() - 1, () -> publish(diagnoses, id, diagnosis));
        }
        for (Future<Void> published : senders.invokeAll(events)) {
            published.get();
        }
    }

    private static <V> Void publish(EventPublisher<V> publisher, String id, V event) throws Exception {
        publisher.publish(id, event, TraceContext.root());
        return null;
    }

    private ImageReceived image(String id, String source) {
        return ImageReceived.newBuilder()
                .setEventId(id)
                .setOccurredAt(now)
                .setImageId(id)
                .setObject(new ObjectReference("xray-images", id, 1L, "cd".repeat(32)))
                .setMediaType("image/png")
                .setWidth(1)
                .setHeight(1)
                .setView(ViewPosition.AP)
                .setSource(source)
                .setPriority(Priority.ROUTINE)
                .build();
    }

    /** All values run evenly through the reference's bins; of a sharper film the sharpness is beyond them. */
    private DiagnosisMade diagnosis(String id, int number, boolean sharper) {
        Map<String, Double> values = new HashMap<>();
        reference.statistics().forEach((name, bins) -> values.put(name, inBin(bins, number)));
        double probability = Math.min(1, values.remove(Reference.PROBABILITY));
        if (sharper) {
            values.put("sharpness", 10.0);
        }
        return DiagnosisMade.newBuilder()
                .setEventId("diagnosis-" + id)
                .setOccurredAt(now)
                .setImageId(id)
                .setFinding(Finding.NORMAL)
                .setProbability(probability)
                .setThreshold(0.5)
                .setModel(model)
                .setStatistics(values)
                .setTimings(new StageTimings(0L, 0L, 0L, 0L))
                .build();
    }

    /** A value of the bin in which the quantile lies that the number, by its last two digits, says. */
    private static double inBin(Reference.Bins bins, int number) {
        double rank = (37 * number % 100 + 0.5)
                / 100
                * bins.counts().stream().mapToLong(Long::longValue).sum();
        int bin = 0;
        while (rank > bins.counts().get(bin)) {
            rank -= bins.counts().get(bin++);
        }
        return bin == 0 ? bins.edges().get(0) - 1e-9 : bins.edges().get(bin - 1);
    }

    private void release() throws Exception {
        ModelPackage shipped = ModelPackage.release();
        Manifest manifest = shipped.manifest();
        reference = manifest.reference();
        assertThat(reference.statistics()).containsKeys("sharpness", Reference.PROBABILITY, Reference.FEATURE_DISTANCE);
        ModelReleased champion =
                Announcement.first(manifest, ModelRole.CHAMPION, now, Optional.empty(), "test", "the release");
        model = champion.getModel();
        try (ModelReleases models = ModelReleases.connect(kafka, "test")) {
            models.announce(List.of(champion));
        }
    }

    private void connect(Shutdown running) throws Exception {
        TestServers servers = running.add(
                TestServers.start(folder.resolve("stack"), Server.KAFKA, Server.SCHEMA_REGISTRY, Server.OBJECT_STORE));
        Map<String, Object> places = new HashMap<>(servers.settings());
        places.put("kafka.partitions", 2);
        Path file = folder.resolve("stack.conf");
        Files.writeString(file, ConfigFactory.parseMap(places).root().render(ConfigRenderOptions.concise()));
        Settings settings = Settings.load(Optional.of(file), Map.of());
        kafka = KafkaSettings.from(settings);
        running.add(KafkaConnection.open(kafka));
        ObjectStore store = running.add(ObjectStore.connect(ObjectStoreSettings.from(settings)));
        packages = new PackageSource(store::get);
        images = running.add(EventPublisher.connect(Topics.IMAGES, kafka, "test-images"));
        diagnoses = running.add(EventPublisher.connect(Topics.DIAGNOSES, kafka, "test-diagnoses"));
    }
}
