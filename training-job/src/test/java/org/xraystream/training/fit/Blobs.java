package org.xraystream.training.fit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.Film;
import org.xraystream.training.data.LabelledFile;

/** Generated films of 32 × 32 pixels: those with "pneumonia" have a bright blob. */
final class Blobs {
    private static final int SIZE = 32;

    private Blobs() {}

    static List<Film> films(int normal, int pneumonia, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Film> films = new ArrayList<>();
        for (int i = 0; i < normal + pneumonia; i++) {
            films.add(film(i, i >= normal, random));
        }
        return List.copyOf(films);
    }

    private static Film film(int number, boolean pneumonia, SplittableRandom random) {
        float[] pixels = new float[SIZE * SIZE];
        double x = 8 + random.nextInt(16);
        double y = 8 + random.nextInt(16);
        for (int i = 0; i < pixels.length; i++) {
            int row = i / SIZE;
            boolean inside = pneumonia && Math.hypot(i % SIZE - x, row - y) < 6;
            pixels[i] = 0.2f + 0.3f * row / SIZE + 0.1f * (float) random.nextDouble() + (inside ? 0.35f : 0);
        }
        LabelledFile file = new LabelledFile(Path.of("film" + number), pneumonia, "patient" + number);
        return new Film(file, "sha" + number, new GreyImage(SIZE, SIZE, pixels));
    }
}
