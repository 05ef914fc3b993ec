/**
 * The Kafka Streams application: each {@code ImageReceived} comes in, exactly one {@code DiagnosisMade} or
 * {@code ImageRejected} goes out, under exactly-once semantics. Calls no other service but the object store.
 */
package org.xraystream.inference;
