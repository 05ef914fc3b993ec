package org.xraystream.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of generated pictures that a tiny network can tell apart: those with "pneumonia" have a bright blob. */
final class GeneratedFilms {
    private static final int SIZE = 48;

    private GeneratedFilms() {}

    static void write(Path folder, int perClass, long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < perClass; i++) {
            write(folder.resolve("NORMAL/IM-%04d-0001.png".formatted(i)), false, random);
            write(folder.resolve("PNEUMONIA/person%d_virus_1.png".formatted(i)), true, random);
        }
    }

    private static void write(Path file, boolean blob, Random random) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        int centreX = 14 + random.nextInt(20);
        int centreY = 14 + random.nextInt(20);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double distance = Math.hypot(x - centreX, y - centreY);
                double level = 60 + x + random.nextInt(30) + (blob && distance < 9 ? 100 : 0);
                image.getRaster().setSample(x, y, 0, (int) Math.min(255, level));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
