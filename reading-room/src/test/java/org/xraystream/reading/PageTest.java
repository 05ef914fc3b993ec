package org.xraystream.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "page.css",
                "page.js",
                "blind.js",
                "film.js",
                "reading.js",
                "seen.js",
                "server.js",
                "status.js",
                "elements.js"
            })
    void thePageFetchesNothingFromElsewhere(String file) throws IOException {
        assertThat(read(file)).doesNotContain("http:", "https:", "src=\"//", "@import", "url(");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page.js",
                "blind.js",
                "film.js",
                "reading.js",
                "seen.js",
                "server.js",
                "status.js",
                "elements.js"
            })
    void textFromTheServerIsNeverHtml(String file) throws IOException {
        assertThat(read(file))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }

    @Test
    void theNoticeIsThereWithoutAnyScript() throws IOException {
        assertThat(read("index.html")).contains("Not for diagnostic use");
    }

    private static String read(String file) throws IOException {
        try (InputStream in = PageTest.class.getResourceAsStream("/reading-room/page/" + file)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
