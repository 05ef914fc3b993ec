package org.xraystream.inference;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.xraystream.schemas.DeadLetter;
import org.xraystream.schemas.DecodingFailure;

/**
 * A record that is not an event goes to the dead letters, in the transaction of its offset, and the good ones go on;
 * but a registry that is away is no record's fault: the thread starts again and the record is read again.
 */
public final class DeadLetterHandler implements DeserializationExceptionHandler {
    @Override
    public void configure(Map<String, ?> configs) {
        // it has no settings
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (DecodingFailure.isOutage(exception)) {
            return Response.fail();
        }
        String reason = DecodingFailure.reason(exception);
        return Response.resume(List.of(DeadLetter.of(record, InferenceService.NAME, reason)));
    }
}
