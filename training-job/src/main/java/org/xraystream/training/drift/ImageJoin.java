package org.xraystream.training.drift;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.xraystream.events.ModelReference;

/**
 * Brings the event of an image and that of its diagnosis together, whichever comes first. What waits for its other half
 * is bounded: of each kind the oldest is given up, for an image that was rejected never has a diagnosis. Not
 * thread-safe.
 */
final class ImageJoin {
    private final Waiting<Arrival> images;
    private final Waiting<Measured> diagnoses;

    /**
     * Where and when an image came from.
     *
     * @param source as it is counted
     * @param week it was received in
     */
    record Arrival(String source, String week) {}

    /** A diagnosis without what is not compared; its events are larger. */
    record Measured(ModelReference model, Map<String, Double> statistics) {}

    /** Both halves. */
    record Pair(Arrival arrival, Measured measured) {}

    /** @param capacity of images, and of diagnoses, that wait */
    ImageJoin(int capacity) {
        this.images = new Waiting<>(capacity);
        this.diagnoses = new Waiting<>(capacity);
    }

    /** Takes an image; what comes out is complete. */
    Optional<Pair> image(String imageId, Arrival arrival) {
        Measured measured = diagnoses.remove(imageId);
        if (measured == null) {
            images.put(imageId, arrival);
            return Optional.empty();
        }
        return Optional.of(new Pair(arrival, measured));
    }

    /** Takes a diagnosis; what comes out is complete. */
    Optional<Pair> diagnosis(String imageId, Measured measured) {
        Arrival arrival = images.remove(imageId);
        if (arrival == null) {
            diagnoses.put(imageId, measured);
            return Optional.empty();
        }
        return Optional.of(new Pair(arrival, measured));
    }

    /** Whether the next image would cost one that waits, while there is room for diagnoses. */
    boolean isFullOfImages() {
        return images.isFull() && !diagnoses.isFull();
    }

    /** Whether the next diagnosis would cost one that waits, while there is room for images. */
    boolean isFullOfDiagnoses() {
        return diagnoses.isFull() && !images.isFull();
    }

    int waitingDiagnoses() {
        return diagnoses.size();
    }

    /** How many diagnoses were given up. */
    long givenUp() {
        return diagnoses.givenUp;
    }

    private static final class Waiting<T> {
        private final int capacity;
        private final Map<String, T> byImage = new LinkedHashMap<>();
        private long givenUp;

        Waiting(int capacity) {
            this.capacity = capacity;
        }

        void put(String imageId, T half) {
            if (isFull() && !byImage.containsKey(imageId)) {
                byImage.remove(byImage.keySet().iterator().next());
                givenUp++;
            }
            byImage.put(imageId, half);
        }

        T remove(String imageId) {
            return byImage.remove(imageId);
        }

        boolean isFull() {
            return byImage.size() >= capacity;
        }

        int size() {
            return byImage.size();
        }
    }
}
