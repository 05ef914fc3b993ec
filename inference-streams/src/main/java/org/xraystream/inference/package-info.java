/**
 * The Kafka Streams application: each {@code ImageReceived} comes in, exactly one {@code DiagnosisMade} or
 * {@code ImageRejected} goes out, under exactly-once semantics. The images are read by
 * {@link org.xraystream.inference.pipeline}; here is what keeps them safe meanwhile. Calls no other service but the
 * object store.
 */
package org.xraystream.inference;
