package org.xraystream.inference;

import org.xraystream.events.ImageReceived;

/** Makes an outcome of an image; called from several stream threads at once. */
public interface ImageStage {
    /** Which model reads: an image is read once by each. */
    String reader();

    /**
     * Reads one image. An image at fault is an outcome; what is our fault is thrown and the image is read again.
     *
     * @throws StageUnavailableException if something that the stage needs is away
     */
    Outcome read(ImageReceived image);
}
