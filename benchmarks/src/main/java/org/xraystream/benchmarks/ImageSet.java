package org.xraystream.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.xraystream.command.CommandException;
import org.xraystream.imaging.DeidentifiedImage;
import org.xraystream.imaging.ImageHeader;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.launcher.ImageFiles;
import org.xraystream.launcher.ImageFiles.ImageFile;

/** The images of a benchmark, in memory, as a modality would send them; every measurement takes them in turn. */
record ImageSet(List<Image> images) {
    /** More would only fill the memory. */
    private static final int MOST = 256;

    /** One file's bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Image(byte[] bytes, ImageHeader header) {
        String mediaType() {
            return header.format().mediaType();
        }
    }

    /**
     * The images of a folder; of more than {@value #MOST} as many, spread over it.
     *
     * @throws CommandException if there are none or one is broken
     */
    static ImageSet load(Path folder) throws CommandException, IOException {
        List<ImageFile> files = ImageFiles.find(List.of(folder));
        int count = Math.min(MOST, files.size());
        List<Image> images = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            images.add(read(files.get((int) ((long) i * files.size() / count)).path()));
        }
        return new ImageSet(List.copyOf(images));
    }

    /** The same films as grey JPEG files of a square size, for runs whose subject is the system and not the decoder. */
    ImageSet shrunkTo(int side) throws IOException, InvalidImageException {
        List<Image> small = new ArrayList<>(images.size());
        for (Image image : images) {
            BufferedImage film = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = film.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(ImageIO.read(new ByteArrayInputStream(image.bytes())), 0, 0, side, side, null);
            graphics.dispose();
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(film, "jpeg", jpeg);
            small.add(image(jpeg.toByteArray()));
        }
        return new ImageSet(List.copyOf(small));
    }

    private static Image image(byte[] bytes) throws InvalidImageException {
        return new Image(
                bytes,
                DeidentifiedImage.of(bytes, ImageHeader.DEFAULT_MAX_PIXELS).header());
    }

    private static Image read(Path file) throws CommandException, IOException {
        try {
            return image(Files.readAllBytes(file));
        } catch (InvalidImageException e) {
            throw CommandException.usage("The image " + file + " can't be measured with: " + e.getMessage());
        }
    }

    /** The image of a turn, counted from 0. */
    Image at(long turn) {
        return images.get((int) (turn % images.size()));
    }

    int size() {
        return images.size();
    }

    double meanBytes() {
        return images.stream().mapToInt(image -> image.bytes().length).average().orElseThrow();
    }

    double meanPixels() {
        return images.stream()
                .mapToLong(
                        image -> (long) image.header().width() * image.header().height())
                .average()
                .orElseThrow();
    }
}
