package org.xraystream.stack;

import java.net.URI;
import java.util.Objects;

/** How to reach the object store: the S3 API with path-style addresses and AWS signature version 4. */
public record ObjectStoreEndpoint(URI url, String region, String accessKey, String secretKey) implements Endpoint {
    public ObjectStoreEndpoint {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(accessKey, "accessKey");
        Objects.requireNonNull(secretKey, "secretKey");
    }

    /** Without the secret, so that it reaches no log. */
    @Override
    public String toString() {
        return "ObjectStoreEndpoint[url=" + url + ", region=" + region + ", accessKey=" + accessKey + "]";
    }

    @Override
    public String address() {
        return url.toString();
    }
}
