package org.xraystream.training.drift;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** ISO 8601 weeks in UTC; their names sort by time. */
final class Weeks {
    private Weeks() {}

    /** Such as 2026-W48. */
    static String of(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /** When the first of so many weeks began, of which this time's is the last. */
    static Instant begin(Instant now, int weeks) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(weeks - 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
