package org.xraystream.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.ApiException;

/** What it means that a value could not be deserialised. */
public final class DecodingFailure {
    private DecodingFailure() {}

    /**
     * Whether the schema registry is away, which says nothing about the record. The serde reports that as one of
     * Kafka's API exceptions, as a REST error of the server or as an I/O error; but Avro too reports malformed bytes as
     * I/O errors, and those are the record's own.
     */
    public static boolean isOutage(Throwable failure) {
        return failure instanceof ApiException
                || hasCause(failure, cause -> cause instanceof RestClientException rest && rest.getStatus() >= 500)
                || hasCause(failure, cause -> cause instanceof IOException && !isAboutTheBytes(cause));
    }

    private static boolean isAboutTheBytes(Throwable e) {
        return e instanceof EOFException || e.getClass().getName().startsWith("org.apache.avro.");
    }

    private static boolean hasCause(Throwable e, Predicate<Throwable> test) {
        return e != null && (test.test(e) || hasCause(e.getCause(), test));
    }

    /** Why a value that could not be deserialised is at fault, in one sentence. */
    public static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "The value is no event of this topic: " + failure.getMessage() + (root == failure ? "" : ": " + root);
    }
}
