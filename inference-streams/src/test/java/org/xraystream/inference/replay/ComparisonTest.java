package org.xraystream.inference.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xraystream.events.Finding;
import org.xraystream.events.ModelReference;

final class ComparisonTest {
    private static final ModelReference MODEL = new ModelReference("m", "1", "00");
    private static final ModelReference OTHER = new ModelReference("m", "2", "01");

    private static Answer read(Finding finding, double probability, int evidence, ModelReference model) {
        return new Answer.Read(
                finding,
                Optional.empty(),
                probability,
                Optional.of(ByteBuffer.wrap(new byte[] {(byte) evidence})),
                model);
    }

    private static Comparison compare(Map<String, Answer> was, Map<String, Answer> is) {
        return Comparison.of("is", "was", was, is);
    }

    @Test
    void answersOfTheSameModelAreEqualNearOrDifferent() {
        Answer was = read(Finding.NORMAL, 0.25, 7, MODEL);
        Comparison comparison = compare(
                Map.of("a", was, "b", was, "c", was, "d", was),
                Map.of(
                        "a", read(Finding.NORMAL, 0.25, 7, MODEL),
                        "b", read(Finding.NORMAL, 0.25, 8, MODEL),
                        "c", read(Finding.NORMAL, 0.25 + 5e-5, 7, MODEL),
                        "d", read(Finding.NORMAL, 0.25 + 2e-4, 7, MODEL)));
        assertThat(comparison.repeated().equal()).isEqualTo(1);
        assertThat(comparison.repeated().near()).isEqualTo(2);
        assertThat(comparison.repeated().different()).isEqualTo(1);
        assertThat(comparison.repeated().largest()).isCloseTo(2e-4, within(1e-9));
        assertThat(comparison.repeated().first())
                .extracting(Comparison.Pair::imageId)
                .containsOnly("b", "c", "d");
        assertThat(comparison.isRepeated()).isFalse();
    }

    @Test
    void anotherModelMayAnswerDifferently() {
        Comparison comparison = compare(
                Map.of("a", read(Finding.NORMAL, 0.1, 0, OTHER), "b", read(Finding.PNEUMONIA, 0.9, 0, OTHER)),
                Map.of("a", read(Finding.PNEUMONIA, 0.7, 0, MODEL), "b", read(Finding.PNEUMONIA, 0.9, 1, MODEL)));
        assertThat(comparison.isRepeated()).isTrue();
        assertThat(comparison.findings().get("NORMAL")).containsEntry("PNEUMONIA", 1L);
        assertThat(comparison.changed()).extracting(Comparison.Pair::imageId).containsExactly("a");
        assertThat(comparison.difference().most()).isCloseTo(0.6, within(1e-9));
        assertThat(comparison.difference().meanSize()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void aRejectionIsAnAnswerUnlessItSaysNothingOfTheImage() {
        Answer was = read(Finding.NORMAL, 0.1, 0, MODEL);
        Comparison comparison = compare(
                Map.of("a", was, "b", was),
                Map.of(
                        "a", new Answer.Rejected("ROTATED", false),
                        "b", new Answer.Rejected("OBJECT_MISSING", true),
                        "c", was));
        assertThat(comparison.images()).isEqualTo(1);
        assertThat(comparison.findings().get("NORMAL")).containsEntry(Answer.REJECTED, 1L);
        assertThat(comparison.incomparable()).isEqualTo(1);
        assertThat(comparison.missing()).isEqualTo(1);
        assertThat(comparison.changed()).extracting(Comparison.Pair::imageId).containsExactly("a");
    }
}
