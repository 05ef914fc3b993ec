package org.xraystream.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of generated pictures that a tiny network can tell apart: those with "pneumonia" have a bright blob. */
public final class GeneratedFilms {
    private static final int SIZE = 48;

    private GeneratedFilms() {}

    /** Films of as many patients of each class. */
    public static void write(Path folder, int perClass, long seed) throws IOException {
        write(folder, perClass, seed, 0);
    }

    /** Films of patients with the numbers from the first one on. */
    public static void write(Path folder, int perClass, long seed, int firstPatient) throws IOException {
        Random random = new Random(seed);
        for (int i = firstPatient; i < firstPatient + perClass; i++) {
            write(folder.resolve("NORMAL/IM-%04d-0001.png".formatted(i)), false, random);
            write(folder.resolve("PNEUMONIA/person%d_virus_1.png".formatted(i)), true, random);
        }
    }

    /**
     * Films that differ in their gradients and in their grain, as patients of one build do; the blob is in the middle.
     */
    static void writeAlike(Path folder, int perClass, long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < perClass; i++) {
            writeAlike(folder.resolve("NORMAL/IM-%04d-0001.png".formatted(i)), false, random);
            writeAlike(folder.resolve("PNEUMONIA/person%d_virus_1.png".formatted(i)), true, random);
        }
    }

    private static void writeAlike(Path file, boolean blob, Random random) throws IOException {
        double right = random.nextDouble();
        double down = random.nextDouble();
        write(file, (x, y) -> {
            double distance = Math.hypot(x - SIZE / 2.0, y - SIZE / 2.0);
            return 60 + right * x + down * y + random.nextInt(8) + (blob && distance < 9 ? 100 : 0);
        });
    }

    private static void write(Path file, boolean blob, Random random) throws IOException {
        int centreX = 14 + random.nextInt(20);
        int centreY = 14 + random.nextInt(20);
        write(file, (x, y) -> {
            double distance = Math.hypot(x - centreX, y - centreY);
            return 60 + x + random.nextInt(30) + (blob && distance < 9 ? 100 : 0);
        });
    }

    private interface Level {
        double at(int x, int y);
    }

    private static void write(Path file, Level level) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.getRaster().setSample(x, y, 0, (int) Math.min(255, level.at(x, y)));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
