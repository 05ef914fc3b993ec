package org.xraystream.inference.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.ModelReference;
import org.xraystream.inference.replay.SpanReader.Entry;
import org.xraystream.service.KafkaSettings;

/** Reads answers by image. */
final class Answers {
    private Answers() {}

    /**
     * The answers of some images, all in memory: of an image that was answered more than once, the last of this model,
     * else the last diagnosis, else the last rejection.
     *
     * @param wanted the images
     */
    static Map<String, Answer> of(
            ReplayTopics topics, Predicate<String> wanted, ModelReference model, KafkaSettings kafka)
            throws ReplayException, InterruptedException {
        Map<String, Answer> answers = new HashMap<>();
        try (SpanReader<ImageRejected> rejections = SpanReader.open(topics.rejections(), Span.ALL, kafka);
                SpanReader<DiagnosisMade> diagnoses = SpanReader.open(topics.diagnoses(), Span.ALL, kafka)) {
            while (rejections.hasMore()) {
                for (Entry<ImageRejected> entry : rejections.next()) {
                    if (wanted.test(entry.event().getImageId())) {
                        answers.put(entry.event().getImageId(), Answer.Rejected.of(entry.event()));
                    }
                }
            }
            while (diagnoses.hasMore()) {
                for (Entry<DiagnosisMade> entry : diagnoses.next()) {
                    if (wanted.test(entry.event().getImageId())) {
                        answers.merge(
                                entry.event().getImageId(),
                                Answer.Read.of(entry.event()),
                                (known, next) -> isOf(known, model) && !isOf(next, model) ? known : next);
                    }
                }
            }
        }
        return answers;
    }

    private static boolean isOf(Answer answer, ModelReference model) {
        return answer instanceof Answer.Read read && read.model().equals(model);
    }
}
