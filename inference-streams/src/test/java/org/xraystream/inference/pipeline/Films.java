package org.xraystream.inference.pipeline;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Priority;

/** Events of images, and films that a {@link ScriptedModel} can tell apart by their one grey level. */
public final class Films {
    private Films() {}

    /** A PNG of the grey level. */
    public static byte[] png(int level) {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        int[] samples = new int[16 * 16];
        Arrays.fill(samples, level);
        picture.getRaster().setPixels(0, 0, 16, 16, samples);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Where each object is the film of the level that its key is; other keys are no image. */
    public static byte[] get(ObjectReference reference) {
        String key = reference.getKey();
        return key.matches("\\d+") ? png(Integer.parseInt(key)) : key.getBytes(StandardCharsets.UTF_8);
    }

    /** The event of an image. */
    public static ImageReceived event(String imageId, String objectKey, Priority priority) {
        return ImageReceived.newBuilder()
                .setEventId("event-" + imageId)
                .setOccurredAt(Instant.now())
                .setImageId(imageId)
                .setObject(new ObjectReference("bucket", objectKey, 1L, "00"))
                .setMediaType("image/png")
                .setWidth(16)
                .setHeight(16)
                .setSource("test")
                .setPriority(priority)
                .build();
    }
}
