/**
 * Reads a span of {@code xray.images} again with any version of a model, through the same
 * {@link org.xraystream.inference.pipeline} as the service, into topics of its own, and compares the answers. Joins no
 * consumer group of the service's and never writes to a topic of the system's own.
 */
package org.xraystream.inference.replay;
