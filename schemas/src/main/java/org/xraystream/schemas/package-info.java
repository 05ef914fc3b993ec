/**
 * The contracts between the services: {@link org.xraystream.schemas.Topics} names every topic with its key and value
 * serdes, and the events themselves are generated from {@code src/main/avro} into {@code org.xraystream.events}. Knows
 * nothing of any service.
 */
package org.xraystream.schemas;
