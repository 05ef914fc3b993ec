package org.xraystream.sink;

/** What a record turned out to be. */
sealed interface Decoded {
    /** An event that a table can take. */
    record Event(TopicEvent event) implements Decoded {}

    /** Bytes that are no event of their topic, however often they are read. */
    record Unreadable(String reason) implements Decoded {}
}
