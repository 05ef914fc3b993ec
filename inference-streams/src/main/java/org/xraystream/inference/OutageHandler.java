package org.xraystream.inference;

import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What escapes the processing of an image is never the image's fault, which is an outcome: the thread starts again from
 * its last commit and does it again, and no dead letter is written.
 */
public final class OutageHandler implements ProcessingExceptionHandler {
    @Override
    public void configure(Map<String, ?> configs) {
        // it has no settings
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        return Response.fail();
    }
}
