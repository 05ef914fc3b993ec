package org.xraystream.reading;

import org.xraystream.events.ObjectReference;

/** Where a radiograph is, and what it is. */
record Picture(ObjectReference reference, String mediaType) {}
