package org.xraystream.training.roles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.xraystream.events.Finding;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.training.roles.ShadowComparison.Pair;

/**
 * The latest images with what champion, shadow and readers said of them, in whatever order it comes: about 200 bytes an
 * image, and no more images than told. Saying something twice changes nothing. Not thread-safe.
 */
final class LiveFilms {
    private final Map<String, Film> films;

    /** What is known of one image so far. */
    private static final class Film {
        private Answer champion;
        private Answer shadow;
        private LabelCorrected label;
    }

    /** @param most images to remember; beyond, the one heard of first is forgotten */
    LiveFilms(int most) {
        this.films = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Film> eldest) {
                return size() > most;
            }
        };
    }

    void champion(String imageId, Answer answer) {
        note(imageId, film -> film.champion = answer);
    }

    void shadow(String imageId, Answer answer) {
        note(imageId, film -> film.shadow = answer);
    }

    /** Of several labels the last counts. */
    void label(LabelCorrected label) {
        note(label.getImageId(), film -> {
            if (film.label == null || !label.getOccurredAt().isBefore(film.label.getOccurredAt())) {
                film.label = label;
            }
        });
    }

    private void note(String imageId, Consumer<Film> change) {
        change.accept(films.computeIfAbsent(imageId, any -> new Film()));
    }

    void clear() {
        films.clear();
    }

    ShadowComparison comparison() {
        List<Pair> pairs = new ArrayList<>();
        for (Film film : films.values()) {
            if (film.champion != null && film.shadow != null) {
                pairs.add(new Pair(film.champion, film.shadow));
            }
        }
        return ShadowComparison.of(pairs);
    }

    ChampionAgreement agreement() {
        long agree = 0;
        long disagree = 0;
        long uncertain = 0;
        for (Film film : films.values()) {
            if (film.champion != null && film.label != null) {
                switch (film.champion.finding()) {
                    case NORMAL, PNEUMONIA -> {
                        if (isNamed(film.champion.finding(), film.label.getLabel())) {
                            agree++;
                        } else {
                            disagree++;
                        }
                    }
                    case UNCERTAIN, UNKNOWN -> uncertain++;
                }
            }
        }
        return new ChampionAgreement(agree, disagree, uncertain);
    }

    private static boolean isNamed(Finding finding, Label label) {
        return finding.name().equals(label.name());
    }
}
