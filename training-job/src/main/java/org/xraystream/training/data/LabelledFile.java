package org.xraystream.training.data;

import java.nio.file.Path;

/**
 * A radiograph on disk.
 *
 * @param path of the file
 * @param pneumonia the label that its folder gives
 * @param patient a name that all films of one patient share
 */
public record LabelledFile(Path path, boolean pneumonia, String patient) {}
