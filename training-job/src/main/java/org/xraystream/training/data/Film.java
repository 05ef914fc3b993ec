package org.xraystream.training.data;

import org.xraystream.imaging.GreyImage;

/**
 * A decoded radiograph.
 *
 * @param file where it came from
 * @param sha256 of the file's bytes
 * @param image at 224 × 224, the first step of every preprocessing
 */
public record Film(LabelledFile file, String sha256, GreyImage image) {}
