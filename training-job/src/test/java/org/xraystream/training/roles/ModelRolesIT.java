package org.xraystream.training.roles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.command.JsonFile;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Selection;
import org.xraystream.model.ModelPackage;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelReleases;
import org.xraystream.registry.PackageStore;
import org.xraystream.schemas.Topic;
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
import org.xraystream.training.gate.GateReport;
import picocli.CommandLine;

/** A model's way through the roles on a real broker, registry and store, and what a person may do about it. */
final class ModelRolesIT {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final RolePolicy POLICY = new RolePolicy(
            true,
            1_000,
            new RolePolicy.Shadow(20, Duration.ofHours(1), 10, 0.1, 0.15, 2),
            new RolePolicy.Champion(20, 0.85));

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private KafkaSettings kafka;
    private ObjectStoreSettings storage;
    private ObjectStore objects;
    private PackageStore packages;

    private record Ended(int status, String out, String errors) {}

    @Test
    void aModelGoesFromCandidateToChampionAndBackWhenReadersContradictIt() throws Exception {
        try (Shutdown running = new Shutdown()) {
            connect(running);
            // 1. the release serves; another comes in, and no gate has judged it
            ModelReleased first = champion();
            String added = folder.resolve("added.json").toString();
            assertThat(models("add", pack("9.0.0").toString(), "--reason", "new films", "--by", "Ada", "--json", added)
                            .status())
                    .isZero();
            assertThat(models("add", folder.resolve("9.0.0").toString(), "--reason", "again"))
                    .matches(ended -> ended.status() == 2)
                    .extracting(Ended::errors)
                    .asString()
                    .contains("is CANDIDATE", "new version");
            Ended unjudged = models("promote", name("9.0.0"), "--reason", "I like it");
            assertThat(unjudged.status()).isEqualTo(1);
            assertThat(unjudged.errors()).contains("not judged");
            try (RoleKeeper keeper = keeper()) {
                assertThat(keeper.step(Instant.now())).isEmpty();
                // 2. the gate passes it: it reads along
                judge(name("9.0.0"), 1.0);
                ModelReleased shadow = only(keeper.step(Instant.now()), ModelRole.SHADOW);
                // 3. on live films it answers as the champion does: it serves
                read(Topics.DIAGNOSES, first, 0, 30, Finding.NORMAL);
                read(Topics.SHADOW_DIAGNOSES, shadow, 0, 19, Finding.NORMAL);
                assertThat(keeper.step(Instant.now())).isEmpty();
                read(Topics.SHADOW_DIAGNOSES, shadow, 19, 20, Finding.NORMAL);
                ModelReleased champion = only(keeper.step(Instant.now()), ModelRole.CHAMPION);
                assertThat(champion.getReason()).contains("20 live images");
                // 4. labels that say nothing of all its findings: seen before, or of films that were chosen as hard
                read(Topics.DIAGNOSES, champion, 100, 160, Finding.NORMAL);
                label(100, 140, Label.PNEUMONIA, true, Selection.AUDIT);
                label(100, 140, Label.PNEUMONIA, false, Selection.DISAGREEMENT);
                label(0, 20, Label.PNEUMONIA, false, Selection.AUDIT);
                assertThat(keeper.step(Instant.now())).isEmpty();
                // 5. readers contradict it: the release serves again
                label(140, 160, Label.PNEUMONIA, false, Selection.AUDIT);
                ModelReleased retired = only(keeper.step(Instant.now()), ModelRole.RETIRED);
                assertThat(retired.getReason()).contains("0 of 20 findings agree");
                assertThat(retired.getModel()).isEqualTo(champion.getModel());
                assertThat(metrics.get("training.roles.announced").counters()).hasSize(3);
            }
            // 6. whoever comes next finds it so
            try (RoleKeeper keeper = keeper()) {
                assertThat(keeper.step(Instant.now())).isEmpty();
                refuseWhatCannotServe(keeper);
            }
            byHand();
            // 7. what fails its gate is kept, and served to nobody
            failTheGate();
        }
    }

    private void refuseWhatCannotServe(RoleKeeper keeper) throws Exception {
        ObjectReference broken =
                objects.put(storage.modelsBucket(), "broken", "no package".getBytes(UTF_8), "text/plain");
        ModelPackage model = ModelPackage.read(pack("9.1.0"));
        announce(Announcement.first(
                model.manifest(), ModelRole.CANDIDATE, Instant.now(), Optional.of(broken), "test", "broken"));
        Ended promoted = models("promote", name("9.1.0"), "--reason", "hurry", "--force");
        assertThat(promoted.status()).isEqualTo(1);
        assertThat(promoted.errors()).contains("cannot be read with").doesNotContain("Exception");
        judge(name("9.1.0"), 1.0);
        assertThat(only(keeper.step(Instant.now()), ModelRole.RETIRED).getReason())
                .contains("no manifest");
    }

    private void byHand() throws Exception {
        Ended none = models("rollback", "--reason", "back");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.errors()).contains("no champion before");
        assertThat(models("promote", name("9.0.0"), "--reason", "once more").errors())
                .contains("--force");
        assertThat(models("promote", name("9.0.0"), "--reason", "once more", "--force", "--by", "Ada")
                        .status())
                .isZero();
        assertThat(models("rollback", "--reason", "no, after all").status()).isZero();
        assertThat(models("promote", name("7.0.0"), "--reason", "x").status()).isEqualTo(2);
        assertThat(models("promote", name("9.0.0"), "--reason", "x", "--role", "king")
                        .errors())
                .contains("'king' is neither");
        Path json = folder.resolve("models.json");
        Ended list = models("list", "--json", json.toString());
        assertThat(list.out()).contains("no, after all", "Not for diagnostic use");
        ModelLine[] lines = JsonFile.read(json, ModelLine[].class);
        assertThat(lines).extracting(ModelLine::role).containsExactly("RETIRED", "RETIRED", "CHAMPION");
        assertThat(lines).extracting(ModelLine::now).containsExactly("", "", "serves");
        assertThat(lines[0].by()).matches("[0-9a-f]{32}");
    }

    private void failTheGate() throws Exception {
        // far too few films to show anything by
        Ended failed = models("add", pack("9.2.0").toString(), "--reason", "hope", "--gold", SAMPLES.toString());
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.errors()).contains("does not pass", "never served");
        Ended forced = models("promote", name("9.2.0"), "--reason", "please", "--force");
        assertThat(forced.status()).isEqualTo(1);
        assertThat(forced.errors()).contains("failed its gate");
        try (ModelsSession session = ModelsSession.open(Settings.load(Optional.of(configuration()), Map.of()))) {
            ModelReleased kept = session.announced().all().get(0);
            assertThat(kept.getRole()).isEqualTo(ModelRole.CANDIDATE);
            assertThat(packages.get(kept).files()).containsKey(GateReport.FILE);
        }
    }

    private void connect(Shutdown running) throws Exception {
        Settings settings = settings(running.add(
                TestServers.start(folder.resolve("stack"), Server.KAFKA, Server.SCHEMA_REGISTRY, Server.OBJECT_STORE)));
        kafka = KafkaSettings.from(settings);
        running.add(KafkaConnection.open(kafka));
        storage = ObjectStoreSettings.from(settings);
        objects = running.add(ObjectStore.connect(storage));
        objects.ensureBucket(storage.modelsBucket());
        packages = new PackageStore(objects, storage.modelsBucket());
    }

    private Settings settings(TestServers servers) throws IOException {
        Map<String, Object> own = new HashMap<>(servers.settings());
        own.put("kafka.partitions", 2);
        own.put("pseudonyms.key", "a key of the test alone");
        Files.writeString(configuration(), ConfigFactory.parseMap(own).root().render());
        return Settings.load(Optional.of(configuration()), Map.of());
    }

    private Path configuration() {
        return folder.resolve("stack.conf");
    }

    private RoleKeeper keeper() throws Exception {
        return RoleKeeper.connect(kafka, packages, POLICY, metrics);
    }

    private Ended models(String command, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of(command, "--config", configuration().toString()));
        line.addAll(List.of(arguments));
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int status = new CommandLine(new ModelsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(line.toArray(String[]::new));
        return new Ended(status, out.toString(), errors.toString());
    }

    private ModelReleased champion() throws Exception {
        ModelReleased champion = Announcement.first(
                ModelPackage.release().manifest(),
                ModelRole.CHAMPION,
                Instant.now(),
                Optional.empty(),
                "test",
                "ships");
        announce(champion);
        return champion;
    }

    /** The release under another version. */
    private Path pack(String version) throws Exception {
        Path place = folder.resolve(version);
        ModelPackage.release().write(place);
        Path manifest = place.resolve(ModelPackage.MANIFEST);
        ObjectNode changed = JsonFile.read(manifest, ObjectNode.class);
        changed.put("version", version);
        JsonFile.write(manifest, changed);
        return place;
    }

    private static String name(String version) throws Exception {
        return ModelPackage.release().manifest().id() + "/" + version;
    }

    private void judge(String name, double passed) throws Exception {
        try (ModelsSession session = ModelsSession.open(Settings.load(Optional.of(configuration()), Map.of()))) {
            int slash = name.indexOf('/');
            ModelReleased model = session.announced()
                    .find(name.substring(0, slash), name.substring(slash + 1))
                    .orElseThrow();
            announce(ModelReleased.newBuilder(Announcement.change(
                            model, ModelRole.CANDIDATE, session.announced().next(Instant.now()), "gate", "judged"))
                    .setMetrics(Map.of(Announcement.GATE_PASSED, passed))
                    .build());
        }
    }

    private void announce(ModelReleased role) throws Exception {
        try (ModelReleases releases = ModelReleases.connect(kafka, "test")) {
            releases.announce(List.of(role));
        }
    }

    private void read(Topic<DiagnosisMade> topic, ModelReleased role, int from, int to, Finding finding)
            throws Exception {
        ModelReference model = role.getModel();
        try (EventPublisher<DiagnosisMade> publisher = EventPublisher.connect(topic, kafka, "test")) {
            for (int image = from; image < to; image++) {
                publisher.publish(
                        "image-" + image,
                        RoleEvents.diagnosis(
                                model,
                                "image-" + image,
                                finding,
                                role.getOccurredAt().plusMillis(1)),
                        TraceContext.root());
            }
        }
    }

    private void label(int from, int to, Label label, boolean seen, Selection selection) throws Exception {
        try (EventPublisher<LabelCorrected> publisher = EventPublisher.connect(Topics.CORRECTIONS, kafka, "test")) {
            for (int image = from; image < to; image++) {
                publisher.publish(
                        "image-" + image,
                        RoleEvents.label("image-" + image, label, seen, selection, Instant.now()),
                        TraceContext.root());
            }
        }
    }

    private static ModelReleased only(List<ModelReleased> announced, ModelRole role) {
        assertThat(announced).hasSize(1);
        assertThat(announced.get(0).getRole()).isEqualTo(role);
        return announced.get(0);
    }
}
