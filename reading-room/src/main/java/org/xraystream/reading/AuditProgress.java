package org.xraystream.reading;

/**
 * What became of the sample's images that were received and diagnosed within {@code days}; the three add up to all.
 *
 * @param waiting for their blind read: their results are shown to nobody
 * @param read blind
 * @param missed not read blind in time: their results are shown
 */
record AuditProgress(long waiting, long read, long missed, long days) {}
