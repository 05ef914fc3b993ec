package org.xraystream.model;

/**
 * Which model made a reading.
 *
 * @param id the model's name, such as {@code xraystream-cnn}
 * @param version semantic version of the release
 * @param sha256 of the weights, in lower-case hexadecimal digits
 */
public record ModelIdentity(String id, String version, String sha256) {}
