package org.xraystream.training.pictures;

import org.xraystream.imaging.GreyImage;

/**
 * A film that was read wrongly.
 *
 * @param file its path below the folder of the data set
 * @param pneumonia its label
 * @param said what was said of it, a few words
 * @param film its grey levels in [0, 1], or null if it cannot be read any more
 */
public record Mistake(String file, boolean pneumonia, String said, GreyImage film) {}
