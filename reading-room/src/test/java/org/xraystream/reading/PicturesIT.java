package org.xraystream.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.xraystream.reading.RunningReadingRoom.assertProblem;
import static org.xraystream.sink.SampleEvents.START;
import static org.xraystream.sink.SampleEvents.diagnosis;
import static org.xraystream.sink.SampleEvents.image;
import static org.xraystream.sink.SampleEvents.object;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xraystream.events.Finding;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Priority;

/** Radiographs and heat maps. */
@ExtendWith(SharedRoom.class)
final class PicturesIT {
    private final RunningReadingRoom room;

    PicturesIT(RunningReadingRoom room) {
        this.room = room;
    }

    @Test
    void picturesComeFromTheObjectStore() throws Exception {
        byte[] film = png(40, 20);
        ObjectReference filmReference = room.put("film", film);
        room.store(image("a", START, Priority.ROUTINE, filmReference), diagnosis("a", 1, Finding.PNEUMONIA, 0.9));

        HttpResponse<byte[]> image = room.getBytes("/v1/diagnoses/a/image");

        assertThat(image.body()).isEqualTo(film);
        assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(image.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(image.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String tag = image.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"" + filmReference.getSha256() + "\"");
        assertThat(room.getBytes("/v1/diagnoses/a/image", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void theHeatMapIsDrawnOverTheFilmFromTheEvidence() throws Exception {
        room.store(
                image("a", START, Priority.ROUTINE, room.put("film", png(40, 20))),
                diagnosis("a", 1, Finding.PNEUMONIA, 0.9));

        HttpResponse<byte[]> heatMap = room.getBytes("/v1/diagnoses/a/heatmap");

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(heatMap.body()));
        assertThat(picture.getWidth()).isEqualTo(40);
        assertThat(picture.getHeight()).isEqualTo(20);
        // all the evidence is in the right half
        assertThat(picture.getRGB(1, 10)).isEqualTo(0xFF000000);
        assertThat(new Color(picture.getRGB(38, 10)).getRed()).isGreaterThan(50);
        String tag = heatMap.headers().firstValue("ETag").orElseThrow();
        assertThat(room.getBytes("/v1/diagnoses/a/heatmap", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void picturesThatAreGoneOrAlteredAreProblems() throws Exception {
        ObjectReference stored = room.put("other", "bytes".getBytes(UTF_8));
        ObjectReference altered =
                new ObjectReference(stored.getBucket(), stored.getKey(), stored.getSize(), "00".repeat(32));
        room.store(
                image("gone", START, Priority.ROUTINE, object("never-stored")),
                diagnosis("gone", 1, Finding.PNEUMONIA, 0.9),
                image("altered", START, Priority.ROUTINE, altered));

        assertProblem(room.get("/v1/diagnoses/gone/image"), 404, "no-picture");
        assertProblem(room.get("/v1/diagnoses/gone/heatmap"), 404, "no-picture");
        assertProblem(room.get("/v1/diagnoses/unknown/image"), 404, "no-picture");
        assertProblem(room.get("/v1/diagnoses/altered/image"), 502, "picture-altered");
    }
}
