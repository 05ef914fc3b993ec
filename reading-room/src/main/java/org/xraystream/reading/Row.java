package org.xraystream.reading;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.xraystream.events.ObjectReference;

/** A row of a result, read by column name. */
record Row(ResultSet rows) {
    String text(String column) throws SQLException {
        return rows.getString(column);
    }

    Instant instant(String column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    Double number(String column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? null : (Double) value;
    }

    long integer(String column) throws SQLException {
        return rows.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    List<String> texts(String column) throws SQLException {
        Array array = rows.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    Optional<ObjectReference> reference(String bucket, String key, String size, String sha256) throws SQLException {
        return text(bucket) == null
                ? Optional.empty()
                : Optional.of(new ObjectReference(text(bucket), text(key), integer(size), text(sha256)));
    }
}
