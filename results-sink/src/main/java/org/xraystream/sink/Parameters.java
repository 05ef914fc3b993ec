package org.xraystream.sink;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.xraystream.events.EvidenceMap;
import org.xraystream.events.ObjectReference;

/** Sets the parameters of a statement one after the other. */
final class Parameters {
    private final PreparedStatement statement;
    private int next = 1;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters add(Object value) throws SQLException {
        statement.setObject(next++, value);
        return this;
    }

    Parameters add(Enum<?> value) throws SQLException {
        return add(value.name());
    }

    Parameters add(Instant value) throws SQLException {
        return add(value.atOffset(ZoneOffset.UTC));
    }

    Parameters addText(Optional<?> value) throws SQLException {
        statement.setString(next++, value.map(Object::toString).orElse(null));
        return this;
    }

    Parameters addNumber(Optional<Double> value) throws SQLException {
        statement.setObject(next++, value.orElse(null), Types.DOUBLE);
        return this;
    }

    Parameters addTexts(List<String> values) throws SQLException {
        return add(statement.getConnection().createArrayOf("text", values.toArray()));
    }

    Parameters addJson(String json) throws SQLException {
        statement.setObject(next++, json, Types.OTHER);
        return this;
    }

    /** Three columns: width, height, values. */
    Parameters addEvidence(Optional<EvidenceMap> evidence) throws SQLException {
        statement.setObject(next++, evidence.map(EvidenceMap::getWidth).orElse(null), Types.INTEGER);
        statement.setObject(next++, evidence.map(EvidenceMap::getHeight).orElse(null), Types.INTEGER);
        statement.setBytes(next++, evidence.map(map -> bytes(map.getValues())).orElse(null));
        return this;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Four columns: bucket, key, size, SHA-256. */
    Parameters addReference(Optional<ObjectReference> reference) throws SQLException {
        addText(reference.map(ObjectReference::getBucket));
        addText(reference.map(ObjectReference::getKey));
        statement.setObject(next++, reference.map(ObjectReference::getSize).orElse(null), Types.BIGINT);
        return addText(reference.map(ObjectReference::getSha256));
    }
}
