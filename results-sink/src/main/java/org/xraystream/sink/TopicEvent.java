package org.xraystream.sink;

import org.apache.avro.specific.SpecificRecord;

/**
 * An event and the topic that it came from, since the type alone does not say which table takes it.
 *
 * @param topic name of the topic
 */
public record TopicEvent(String topic, SpecificRecord value) {}
