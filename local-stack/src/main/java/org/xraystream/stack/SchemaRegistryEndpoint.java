package org.xraystream.stack;

import java.net.URI;
import java.util.Objects;

/**
 * How to reach the schema registry.
 *
 * @param url the base of Confluent's API; for the embedded registry it ends in {@code /apis/ccompat/v7}
 */
public record SchemaRegistryEndpoint(URI url) implements Endpoint {
    public SchemaRegistryEndpoint {
        Objects.requireNonNull(url, "url");
    }

    @Override
    public String address() {
        return url.toString();
    }
}
