package org.xraystream.teststack;

/** A server that a test may need, and the variable of {@code .env} that names its image. */
public enum Server {
    KAFKA("KAFKA_IMAGE"),
    SCHEMA_REGISTRY("SCHEMA_REGISTRY_IMAGE"),
    OBJECT_STORE("MINIO_IMAGE"),
    DATABASE("POSTGRES_IMAGE");

    private final String imageVariable;

    Server(String imageVariable) {
        this.imageVariable = imageVariable;
    }

    String imageVariable() {
        return imageVariable;
    }
}
