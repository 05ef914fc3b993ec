package org.xraystream.stack;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * s3proxy in this JVM, storing each object as a file. An object appears under its name only once it is complete (it is
 * written aside and renamed) and survives a kill of the process; it is not forced to disk, so a power cut may lose the
 * last ones. Requests must be signed with AWS signature version 4.
 */
final class ObjectStorePart implements Part<ObjectStoreEndpoint> {
    static final String NAME = "object-store";

    private static final String ACCESS_KEY = "xraystream";
    private static final String REGION = "us-east-1";
    private static final int MAX_THREADS = 64;
    private static final long STOP_PATIENCE_MILLIS = 3_000;

    private final Path folder;
    private final int port;
    private final String secretKey;
    private S3Proxy server;

    ObjectStorePart(Path folder, int port, String secretKey) {
        this.folder = folder;
        this.port = port;
        this.secretKey = secretKey;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ObjectStoreEndpoint start() throws Exception {
        URI url = URI.create("http://127.0.0.1:" + port);
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(url)
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, secretKey)
                .jettyMaxThreads(MAX_THREADS)
                .stopTimeout(STOP_PATIENCE_MILLIS)
                .build();
        server.start();
        return new ObjectStoreEndpoint(url, REGION, ACCESS_KEY, secretKey);
    }

    @Override
    public void close() {
        if (server != null) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException("The object store did not stop cleanly", e);
            }
        }
    }
}
