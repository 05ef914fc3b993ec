package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.data.JpegFilm;

/** Small pictures that a tiny network can tell apart, for runs whose subject is the system and not the model. */
final class BlobFilms {
    private static final int SIZE = 48;
    private static final float QUALITY = 0.9f;

    private BlobFilms() {}

    /** Writes NORMAL and PNEUMONIA, of as many patients each, with the numbers from the first one on. */
    static void write(Path folder, int perClass, int firstPatient, Random random) throws IOException {
        for (int number = firstPatient; number < firstPatient + perClass; number++) {
            write(folder.resolve("NORMAL/IM-%04d-0001.jpeg".formatted(number)), false, random);
            write(folder.resolve("PNEUMONIA/person%d_virus_1.jpeg".formatted(number)), true, random);
        }
    }

    private static void write(Path file, boolean blob, Random random) throws IOException {
        double x = 14 + random.nextInt(20);
        double y = 14 + random.nextInt(20);
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / SIZE;
            boolean inside = blob && Math.hypot(i % SIZE - x, row - y) < 9;
            pixels[i] = 0.25f + 0.1f * random.nextFloat() + (inside ? 0.4f : 0) + 0.2f * (i % SIZE) / SIZE;
        }
        Files.createDirectories(file.getParent());
        Files.write(file, JpegFilm.encode(new GreyImage(SIZE, SIZE, pixels), QUALITY));
    }
}
