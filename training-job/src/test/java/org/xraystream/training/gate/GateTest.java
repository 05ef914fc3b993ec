package org.xraystream.training.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Classifier;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.service.Settings;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.pictures.GatePage;

final class GateTest {
    private static final int FILMS = 80;
    private static final GateRules RULES = GateRules.of(Settings.load(Optional.empty(), Map.of())
            .with(Map.of("training.gate.robustness.variants-per-film", 1, "training.gate.bootstrap-rounds", 400)));

    private static ModelPackage champion;

    /** Labelled as the champion ranks them, so that it reads them best. */
    private static List<Film> gold;

    @BeforeAll
    static void label() throws ModelPackageException {
        champion = TinyModels.model(1);
        List<GreyImage> images =
                IntStream.range(0, FILMS).mapToObj(GateTest::image).toList();
        try (Classifier classifier = Classifier.load(champion)) {
            List<Double> probabilities = classifier.classify(images).stream()
                    .map(reading -> reading.probability())
                    .toList();
            double median = probabilities.stream()
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .get(FILMS / 2);
            gold = IntStream.range(0, FILMS)
                    .mapToObj(i -> film(i, probabilities.get(i) >= median, images.get(i)))
                    .toList();
        }
    }

    @Test
    void aModelPassesAgainstItself() throws ModelPackageException {
        GateReport report = judge(champion, gold);
        assertThat(report.criteria())
                .allSatisfy(criterion -> assertThat(criterion.outcome()).isNotEqualTo(Outcome.FAILED));
        assertThat(report.passed()).isTrue();
        assertThat(report.summary()).contains("tiny 0.0.1 passes");
        assertThat(report.notes()).contains("Both models have the same weights.");
        assertThat(report.answers()).hasSize(FILMS);
        assertThat(report.intendedUse()).contains("Not for diagnostic use");
    }

    @Test
    void aModelThatRanksFilmsOtherwiseFails() throws ModelPackageException {
        GateReport report = judge(TinyModels.model(2), gold);
        assertThat(report.passed()).isFalse();
        assertThat(report.summary()).contains("does not pass", "AUROC, gold set");
        assertThat(report.championFigures().auroc()).isEqualTo(1);
        assertThat(report.candidateFigures().auroc()).isLessThan(0.95);
        assertThat(report.figures())
                .containsEntry("gold-auroc", report.candidateFigures().auroc())
                .doesNotContainKey("blind");
    }

    @Test
    void theOrderOfTheFilmsAndCopiesOfThemChangeNothing() throws ModelPackageException {
        List<Film> shuffled = new ArrayList<>(gold);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.add(gold.get(0));
        assertThat(judge(TinyModels.model(2), shuffled).json())
                .isEqualTo(judge(TinyModels.model(2), gold).json());
    }

    @Test
    void candidatesThatDoNotAnswerFailWithTheReason() throws ModelPackageException {
        assertUnsound(TinyModels.constant(), "the same probability");
        assertUnsound(TinyModels.notANumber(), "gives no probability for");
        assertUnsound(TinyModels.unloadable(), "cannot be loaded");
    }

    private static void assertUnsound(ModelPackage candidate, String reason) throws ModelPackageException {
        GateReport report = judge(candidate, gold);
        assertThat(report.passed()).isFalse();
        assertThat(report.criteria()).hasSize(1);
        assertThat(report.criteria().get(0).explanation()).contains(reason);
        assertThat(GatePage.html(report)).contains("Not passed.", "Not for diagnostic use");
    }

    @Test
    void aChampionThatDoesNotAnswerIsAnErrorAndNoVerdict() {
        assertThatExceptionOfType(ModelPackageException.class)
                .isThrownBy(() -> Gate.judge(
                        TinyModels.constant(), champion, new GateData(gold, List.of()), RULES, GateListener.none()))
                .withMessageContaining("The champion tiny 0.1.0-constant gives all 80 films the same probability");
    }

    @Test
    void theListenerHearsOfEveryFilm() throws ModelPackageException {
        int[] expectedAndSeen = new int[2];
        GateListener listener = new GateListener() {
            @Override
            public void onStart(int films) {
                expectedAndSeen[0] = films;
            }

            @Override
            public void onFilm() {
                expectedAndSeen[1]++;
            }
        };
        Gate.judge(champion, champion, new GateData(gold, gold.subList(0, 10)), RULES, listener);
        assertThat(expectedAndSeen).containsExactly(2 * FILMS + 10, 2 * FILMS + 10);
    }

    @Test
    void theReportIsReadAsItWasWrittenAndStaysWithThePackage() throws ModelPackageException, IOException {
        GateReport report = judge(TinyModels.model(2), gold);
        assertThat(GateReport.read(report.json())).isEqualTo(report);
        ModelPackage judged = TinyModels.model(2).with(GatePage.files(report));
        ModelPackage read = ModelPackage.unzip("a zip", judged.zip());
        assertThat(GateReport.read(read.files().get(GateReport.FILE))).isEqualTo(report);
        assertThat(new String(read.files().get(GatePage.FILE), StandardCharsets.UTF_8))
                .contains("Gate of tiny 0.0.2", "Not passed.", "AUROC, gold set", "Not for diagnostic use")
                .doesNotContain("http", "NaN");
        assertThatIOException()
                .isThrownBy(() -> GateReport.read("{\"formatVersion\": 99}".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("format version 99");
    }

    @Test
    void aChampionThatWasJudgedOnAnotherSetIsNamed() throws ModelPackageException {
        GateReport before = judge(champion, gold.subList(0, 70));
        ModelPackage judged = champion.with(Map.of(GateReport.FILE, before.json()));
        assertThat(judge(judged, champion, gold).notes())
                .anyMatch(note ->
                        note.contains("another gold set, " + before.gold().digest()));
        assertThat(judge(judged, champion, gold.subList(0, 70)).notes())
                .anyMatch(note -> note.contains("same gold set"));
        ModelPackage damaged = champion.with(Map.of(GateReport.FILE, new byte[] {1}));
        assertThat(judge(damaged, champion, gold).notes()).anyMatch(note -> note.contains("cannot be read"));
    }

    @Test
    void theDigestIsOfFilmsAndLabelsInAnyOrder() {
        Film other = new Film(
                new LabelledFile(Path.of("x"), !gold.get(0).file().pneumonia(), "p"),
                gold.get(0).sha256(),
                gold.get(0).image());
        List<Film> relabelled = new ArrayList<>(gold);
        relabelled.set(0, other);
        List<Film> reversed = new ArrayList<>(gold);
        Collections.reverse(reversed);
        assertThat(GoldSet.digest(reversed)).isEqualTo(GoldSet.digest(gold)).hasSize(64);
        assertThat(GoldSet.digest(relabelled)).isNotEqualTo(GoldSet.digest(gold));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateData(List.of(gold.get(0), other), List.of()))
                .withMessageContaining("two labels");
    }

    private static GateReport judge(ModelPackage candidate, List<Film> films) throws ModelPackageException {
        return judge(champion, candidate, films);
    }

    private static GateReport judge(ModelPackage incumbent, ModelPackage candidate, List<Film> films)
            throws ModelPackageException {
        return Gate.judge(incumbent, candidate, new GateData(films, List.of()), RULES, GateListener.none());
    }

    private static Film film(int number, boolean pneumonia, GreyImage image) {
        LabelledFile file = new LabelledFile(Path.of(number + ".png"), pneumonia, "p" + number);
        return new Film(file, "%064x".formatted(number), image);
    }

    private static GreyImage image(int number) {
        Random random = new Random(number);
        double across = random.nextDouble();
        double down = random.nextDouble();
        float[] pixels = new float[224 * 224];
        for (int i = 0; i < pixels.length; i++) {
            double slope = (across * (i % 224) + down * Math.floorDiv(i, 224)) / 224;
            pixels[i] = (float) (0.4 * slope + 0.2 * random.nextDouble());
        }
        return new GreyImage(224, 224, pixels);
    }
}
