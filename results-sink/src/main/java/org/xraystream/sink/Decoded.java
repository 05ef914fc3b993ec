package org.xraystream.sink;

import org.apache.avro.specific.SpecificRecord;

/** What a record turned out to be. */
sealed interface Decoded {
    /** An event that a table can take. */
    record Event(SpecificRecord value) implements Decoded {}

    /** Bytes that are no event of their topic, however often they are read. */
    record Unreadable(String reason) implements Decoded {}
}
