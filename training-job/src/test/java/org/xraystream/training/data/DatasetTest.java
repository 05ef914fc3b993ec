package org.xraystream.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xraystream.imaging.GreyImage;

final class DatasetTest {
    @ParameterizedTest
    @CsvSource({
        "person17_bacteria_56.jpeg, person17",
        "person17_virus_3.jpeg, person17",
        "IM-0115-0001.jpeg, IM-0115",
        "IM-0640-0001-0002.jpeg, IM-0640",
        "NORMAL2-IM-0115-0001.jpeg, IM-0115",
        "scan.png, train/NORMAL/scan.png"
    })
    void thePatientIsInTheFileName(String fileName, String patient) {
        assertThat(PatientNames.of("train/NORMAL", fileName)).isEqualTo(patient);
    }

    @Test
    void noPatientIsOnTwoSides() {
        Dataset dataset = Dataset.of(films(1000, 3), List.of(), List.of(), 1);
        Set<String> training = patients(dataset.training());
        Set<String> validation = patients(dataset.validation());
        Set<String> heldOut = patients(dataset.heldOut());
        assertThat(training).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(heldOut);
        assertThat(validation).doesNotContainAnyElementsOf(heldOut);
        assertThat(training.size() + validation.size() + heldOut.size()).isEqualTo(1000);
        assertThat(heldOut.size()).isBetween(70, 130);
        assertThat(validation.size()).isBetween(60, 120);
    }

    @Test
    void copiesOfAFilmStayTogetherUnderWhateverName() {
        List<Film> films = new ArrayList<>(films(1000, 1));
        for (int i = 0; i < 500; i++) {
            films.add(film("person%d_virus_9.jpeg".formatted(5000 + i), "content" + i + "-0"));
        }
        Dataset dataset = Dataset.of(films, List.of(), List.of(), 1);
        assertThat(contents(dataset.training()))
                .doesNotContainAnyElementsOf(contents(dataset.validation()))
                .doesNotContainAnyElementsOf(contents(dataset.heldOut()));
        assertThat(contents(dataset.validation())).doesNotContainAnyElementsOf(contents(dataset.heldOut()));
    }

    @Test
    void theSameSeedGivesTheSameSidesAndAnotherSeedOthers() {
        List<Film> films = films(300, 1);
        List<Film> once = Dataset.of(films, List.of(), List.of(), 1).heldOut();
        assertThat(Dataset.of(films, List.of(), List.of(), 1).heldOut()).isEqualTo(once);
        assertThat(Dataset.of(films, List.of(), List.of(), 2).heldOut()).isNotEqualTo(once);
    }

    @Test
    void foldsShareNoPatientAndMissNoFilm() {
        List<Film> films = new ArrayList<>(films(600, 2));
        films.add(film("person9000_virus_1.jpeg", "content0-0"));
        List<PatientSplit.Parts> folds = new PatientSplit(films, 1).folds(films, 5);
        assertThat(folds.stream().flatMap(fold -> fold.cut().stream())).containsExactlyInAnyOrderElementsOf(films);
        for (PatientSplit.Parts fold : folds) {
            assertThat(fold.cut().size()).isBetween(180, 300);
            assertThat(fold.cut().size() + fold.rest().size()).isEqualTo(films.size());
            assertThat(patients(fold.cut())).doesNotContainAnyElementsOf(patients(fold.rest()));
            assertThat(contents(fold.cut())).doesNotContainAnyElementsOf(contents(fold.rest()));
        }
    }

    @Test
    void givenFoldersAreUsedAndTheirFilmsLeaveTraining() {
        List<Film> train = films(300, 1);
        List<Film> val = train.subList(0, 100);
        List<Film> test = train.subList(100, 140);
        Dataset dataset = Dataset.of(train, val, test, 1);
        assertThat(dataset.validation()).isEqualTo(val);
        assertThat(dataset.heldOut()).isEqualTo(test);
        assertThat(dataset.training()).isEqualTo(train.subList(140, 300));
    }

    @Test
    void aPatientOfAGivenFolderLeavesTheEarlierSides() {
        List<Film> films = films(300, 2);
        List<Film> val = everyOther(films.subList(0, 300));
        List<Film> test = everyOther(films.subList(280, 400));
        Dataset dataset = Dataset.of(films, val, test, 1);
        assertThat(dataset.heldOut()).isEqualTo(test);
        assertThat(dataset.validation()).isEqualTo(everyOther(films.subList(0, 280)));
        assertThat(dataset.training()).isEqualTo(films.subList(400, 600));
    }

    @Test
    void aPatientWhoIsCutOutAsHeldOutLeavesTheValidationFolder() {
        List<Film> films = films(300, 2);
        Dataset dataset = Dataset.of(films, everyOther(films), List.of(), 1);
        assertThat(dataset.heldOut()).isNotEmpty();
        assertThat(patients(dataset.validation()))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(patients(dataset.heldOut()));
    }

    private static List<Film> everyOther(List<Film> films) {
        return IntStream.range(0, films.size() / 2)
                .mapToObj(i -> films.get(2 * i))
                .toList();
    }

    @Test
    void numberedFilesOfTwoFoldersAreTwoPatients(@TempDir Path data) throws IOException {
        List<String> patients = new ArrayList<>();
        for (String part : List.of("train", "test")) {
            for (String label : List.of(RadiographFolder.NORMAL, RadiographFolder.PNEUMONIA)) {
                Files.writeString(
                        Files.createDirectories(data.resolve(part).resolve(label))
                                .resolve("1.png"),
                        "film");
            }
            RadiographFolder.list(data.resolve(part)).forEach(file -> patients.add(file.patient()));
        }
        assertThat(patients).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aValidationFolderThatIsTooSmallIsTrainedOn() {
        List<Film> train = films(300, 1);
        Dataset dataset = Dataset.of(train.subList(16, 300), train.subList(0, 16), List.of(), 1);
        assertThat(dataset.validation().size()).isGreaterThan(16);
        assertThat(Stream.of(dataset.training(), dataset.validation(), dataset.heldOut())
                        .flatMap(Collection::stream))
                .containsExactlyInAnyOrderElementsOf(train);
    }

    private static List<Film> films(int patients, int each) {
        return IntStream.range(0, patients)
                .boxed()
                .flatMap(patient -> IntStream.range(0, each)
                        .mapToObj(i ->
                                film("person%d_virus_%d.jpeg".formatted(patient, i), "content" + patient + "-" + i)))
                .toList();
    }

    private static Film film(String name, String content) {
        LabelledFile file = new LabelledFile(Path.of(name), true, PatientNames.of("train/PNEUMONIA", name));
        return new Film(file, content, new GreyImage(1, 1, new float[1]));
    }

    private static Set<String> patients(List<Film> films) {
        return new HashSet<>(films.stream().map(film -> film.file().patient()).toList());
    }

    private static Set<String> contents(List<Film> films) {
        return new HashSet<>(films.stream().map(Film::sha256).toList());
    }
}
