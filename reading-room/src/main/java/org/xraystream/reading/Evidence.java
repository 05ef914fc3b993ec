package org.xraystream.reading;

import java.sql.SQLException;
import org.xraystream.events.ObjectReference;
import org.xraystream.imaging.HeatMap;

/** What a heat map is drawn of. */
record Evidence(String diagnosisId, HeatMap map, ObjectReference film) {
    static Evidence read(Row row) throws SQLException {
        HeatMap map = HeatMap.ofLevels(
                (int) row.integer("evidence_width"), (int) row.integer("evidence_height"), row.bytes("evidence"));
        return new Evidence(row.text("event_id"), map, row.film());
    }
}
