package org.xraystream.reading;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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

    byte[] bytes(String column) throws SQLException {
        return rows.getBytes(column);
    }

    List<String> texts(String column) throws SQLException {
        Array array = rows.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** Where the film of a row of {@code images} is. */
    ObjectReference film() throws SQLException {
        return new ObjectReference(text("bucket"), text("object_key"), integer("size_bytes"), text("sha256"));
    }
}
