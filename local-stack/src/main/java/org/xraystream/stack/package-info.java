/**
 * The infrastructure that Xraystream needs, embedded: a Kafka broker (KRaft), PostgreSQL, an S3 server and a schema
 * registry, on loopback only, started together and stopped together.
 *
 * <p>In comes {@link org.xraystream.stack.InfrastructureSettings}: where the state lives, and for each part whether it
 * is embedded or the user's own. Out come {@link org.xraystream.stack.InfrastructureEndpoints}: the addresses and
 * credentials that a client needs. All state stays in one data directory and is found again after a stop or a crash of
 * the process.
 *
 * <p>It must never contain logic that a service needs, create a topic, bucket or table, or listen beyond loopback.
 */
package org.xraystream.stack;
