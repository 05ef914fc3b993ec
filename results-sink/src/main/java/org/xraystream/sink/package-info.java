/**
 * Result topics into PostgreSQL. In come the events of {@code xray.images}, {@code xray.diagnoses},
 * {@code xray.rejections}, {@code xray.corrections}, {@code xray.models}, {@code xray.shadow-diagnoses} and
 * {@code xray.drift}; out go rows, a notification for each new result on the channel {@code xraystream_events}, and the
 * records that can't be stored to {@code xray.dead-letters}. Owns the tables and their migrations. Never serves people,
 * never changes what an event said, never skips a record because something is away.
 */
package org.xraystream.sink;
