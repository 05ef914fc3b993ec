package org.xraystream.training.gate;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.xraystream.training.metrics.CalibrationGaps;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.metrics.RankedScores;
import org.xraystream.training.metrics.WeightedMean;

/** What the gate compares two models by. Stateless and thread-safe. */
enum Figure {
    AUROC("AUROC", true) {
        @Override
        ToDoubleFunction<int[]> of(List<Answer> answers, int[] places) {
            return new RankedScores(
                    answers.stream().map(answer -> answer.decided().scored()).toList(), places)::area;
        }
    },
    SENSITIVITY("sensitivity", true) {
        @Override
        ToDoubleFunction<int[]> of(List<Answer> answers, int[] places) {
            return share(answers, places, Answer::positive, Answer::calledPositive);
        }
    },
    SPECIFICITY("specificity", true) {
        @Override
        ToDoubleFunction<int[]> of(List<Answer> answers, int[] places) {
            return share(answers, places, answer -> !answer.positive(), answer -> !answer.calledPositive());
        }
    },
    CALIBRATION_ERROR("calibration error", false) {
        @Override
        ToDoubleFunction<int[]> of(List<Answer> answers, int[] places) {
            return new CalibrationGaps(answers.stream().map(Answer::decided).toList(), places)::error;
        }
    },
    LOG_LOSS("log loss", false) {
        @Override
        ToDoubleFunction<int[]> of(List<Answer> answers, int[] places) {
            return new WeightedMean(
                    answers, places, any -> true, answer -> Evaluation.negativeLogLikelihood(answer.decided()))::of;
        }
    },
    UNREAD("share of films not read", false) {
        @Override
        ToDoubleFunction<int[]> of(List<Answer> answers, int[] places) {
            return share(answers, places, any -> true, Answer::unread);
        }
    },
    COVERAGE("share of films decided", true) {
        @Override
        ToDoubleFunction<int[]> of(List<Answer> answers, int[] places) {
            return share(answers, places, any -> true, Answer::isDecided);
        }
    };

    private final String title;
    private final boolean higherIsBetter;

    Figure(String title, boolean higherIsBetter) {
        this.title = title;
        this.higherIsBetter = higherIsBetter;
    }

    /** For people, within a sentence. */
    String title() {
        return title;
    }

    boolean higherIsBetter() {
        return higherIsBetter;
    }

    /**
     * The figure of these answers as a function of what each patient weighs; not a number where no film that counts has
     * a weight.
     *
     * @param places of the films' patients among the weights, in the order of the answers
     */
    abstract ToDoubleFunction<int[]> of(List<Answer> answers, int[] places);

    private static ToDoubleFunction<int[]> share(
            List<Answer> answers, int[] places, Predicate<Answer> counts, Predicate<Answer> succeeds) {
        return new WeightedMean(answers, places, counts, answer -> succeeds.test(answer) ? 1 : 0)::of;
    }
}
