package org.xraystream.stack;

import java.util.Objects;

/**
 * How to reach the database.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…} without credentials
 * @param user the owner of the database, no superuser
 */
public record DatabaseEndpoint(String jdbcUrl, String user, String password) implements Endpoint {
    public DatabaseEndpoint {
        Objects.requireNonNull(jdbcUrl, "jdbcUrl");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    /** Without the password, so that it reaches no log. */
    @Override
    public String toString() {
        return "DatabaseEndpoint[jdbcUrl=" + jdbcUrl + ", user=" + user + "]";
    }

    @Override
    public String address() {
        return jdbcUrl;
    }
}
