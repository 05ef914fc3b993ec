package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "wait=10|10",
                "respond-async, wait=5|5",
                "WAIT = \"7\"; foo=bar|7",
                "wait=3600|60",
                "wait=0|0",
                "none|0",
                "wait=soon|0",
                "wait=-1|0",
                "await=10|0",
                "wait=99999999999999999999|0"
            })
    void theWaitIsReadCappedOrIgnored(String header, long seconds) {
        assertThat(Preferences.waitOf(header)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
