/**
 * From the event of an image to its outcome, in batches: wait, fetch and decode on a few threads, read on a device.
 * Knows nothing of Kafka: whoever {@linkplain org.xraystream.inference.pipeline.ReadingPipeline#submit submits} an
 * image finds its outcome in a mailbox. Never loses a submitted image but with its mailbox.
 */
package org.xraystream.inference.pipeline;
