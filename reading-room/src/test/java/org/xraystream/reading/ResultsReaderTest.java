package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.xraystream.service.ProblemException;

final class ResultsReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"08001", "57P01", "53300"})
    void aDatabaseThatIsAwayIsNotTheCallersFault(String sqlState) {
        assertThatThrownBy(() -> reader(sqlState).find("a"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503));
    }

    @Test
    void aQueryThatIsWrongIsADefect() {
        assertThatThrownBy(() -> reader("42P01").find("a")).isInstanceOf(IllegalStateException.class);
    }

    private static ResultsReader reader(String sqlState) {
        return new ResultsReader(
                new Queries(new FailingDataSource(sqlState)), AuditSample.of("a key", 5, Duration.ofHours(24)));
    }

    private static final class FailingDataSource extends PGSimpleDataSource {
        private static final long serialVersionUID = 1;

        private final String sqlState;

        FailingDataSource(String sqlState) {
            this.sqlState = sqlState;
        }

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("no", sqlState);
        }
    }
}
